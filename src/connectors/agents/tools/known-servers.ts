/** What documentation says of a widely used tool server. Names of tools are separated by blanks. */
export interface KnownServer {
  readonly title: string;
  /** `npm:`, `pypi:`, `image:`, `docker:` (name in Docker's MCP catalogue), `host:`, `program:` (a module or a command). */
  readonly names: readonly string[];
  /** Whose text its answers bring to the agent, and whether strangers always write it or only where it is open to them. */
  readonly brings?: readonly [what: string, who: 'strangers' | 'perhaps strangers'];
  readonly read?: string;
  readonly write?: string;
  readonly execute?: string;
  /** Offers OAuth, says its documentation. */
  readonly oauth?: true;
}

const WEB = ['web pages', 'strangers'] as const;
const ISSUES = ['issues and comments', 'perhaps strangers'] as const;
const MESSAGES = ['messages', 'perhaps strangers'] as const;

/**
 * Sources: the READMEs of modelcontextprotocol/servers (and servers-archived), github/github-mcp-server, microsoft/playwright-mcp, docker/mcp-registry
 * and of the vendors named. Tools of other versions differ; what a saved tools/list says comes on top.
 */
export const KNOWN_SERVERS: readonly KnownServer[] = [
  {
    title: 'filesystem', names: ['npm:@modelcontextprotocol/server-filesystem', 'image:mcp/filesystem', 'docker:filesystem'],
    read: 'read_file read_text_file read_media_file read_multiple_files list_directory list_directory_with_sizes directory_tree search_files get_file_info list_allowed_directories',
    write: 'write_file edit_file create_directory move_file',
  },
  {
    title: 'GitHub', names: ['npm:@modelcontextprotocol/server-github', 'image:ghcr.io/github/github-mcp-server', 'image:mcp/github-mcp-server', 'image:mcp/github', 'docker:github-official', 'docker:github', 'docker:github-mcp-server', 'host:api.githubcopilot.com', 'program:github-mcp-server'],
    brings: ISSUES, oauth: true,
    read: 'get_file_contents search_code search_issues search_repositories list_issues issue_read list_pull_requests pull_request_read list_commits',
    write: 'create_or_update_file push_files create_repository issue_write add_issue_comment create_pull_request merge_pull_request delete_file create_branch fork_repository',
  },
  {
    title: 'GitLab', names: ['npm:@modelcontextprotocol/server-gitlab', 'npm:@zereight/mcp-gitlab', 'image:mcp/gitlab', 'docker:gitlab'],
    brings: ISSUES, read: 'get_file_contents search_repositories', write: 'create_or_update_file push_files create_issue create_merge_request create_branch fork_repository',
  },
  {
    title: 'git', names: ['pypi:mcp-server-git', 'image:mcp/git', 'docker:git', 'program:mcp_server_git'],
    read: 'git_status git_diff git_diff_unstaged git_diff_staged git_log git_show', write: 'git_commit git_add git_reset git_create_branch git_checkout',
  },
  {
    title: 'fetch', names: ['pypi:mcp-server-fetch', 'image:mcp/fetch', 'docker:fetch', 'program:mcp_server_fetch'],
    brings: WEB, read: 'fetch',
  },
  { title: 'curl', names: ['image:vonwig/curl', 'docker:curl'], brings: WEB, execute: 'curl' },
  { title: 'time', names: ['pypi:mcp-server-time', 'image:mcp/time', 'docker:time'], read: 'get_current_time convert_time' },
  {
    title: 'PostgreSQL', names: ['npm:@modelcontextprotocol/server-postgres', 'image:mcp/postgres', 'docker:postgres'], read: 'query',
  },
  {
    title: 'Postgres MCP Pro', names: ['pypi:postgres-mcp', 'image:crystaldba/postgres-mcp', 'program:postgres-mcp'],
    read: 'list_schemas list_objects get_object_details explain_query', write: 'execute_sql',
  },
  {
    title: 'SQLite', names: ['pypi:mcp-server-sqlite', 'npm:mcp-server-sqlite', 'image:mcp/sqlite', 'docker:SQLite', 'docker:sqlite'],
    read: 'read_query list_tables describe_table', write: 'write_query create_table append_insight',
  },
  {
    title: 'MongoDB', names: ['npm:mongodb-mcp-server', 'image:mongodb/mongodb-mcp-server', 'docker:mongodb'],
    read: 'find aggregate count list-databases list-collections collection-schema', write: 'insert-many update-many delete-many drop-collection drop-database create-index',
  },
  {
    title: 'Supabase', names: ['npm:@supabase/mcp-server-supabase', 'host:mcp.supabase.com'], oauth: true,
    read: 'list_tables list_projects get_logs', write: 'execute_sql apply_migration deploy_edge_function',
  },
  { title: 'Redis', names: ['npm:@modelcontextprotocol/server-redis', 'image:mcp/redis', 'docker:redis'], read: 'get list', write: 'set delete' },
  {
    title: 'Slack', names: ['npm:@modelcontextprotocol/server-slack', 'npm:slack-mcp-server', 'image:mcp/slack', 'docker:slack'], brings: MESSAGES,
    read: 'slack_list_channels slack_get_channel_history slack_get_thread_replies slack_get_users', write: 'slack_post_message slack_reply_to_thread slack_add_reaction',
  },
  {
    title: 'Puppeteer', names: ['npm:@modelcontextprotocol/server-puppeteer', 'image:mcp/puppeteer', 'docker:puppeteer'], brings: WEB,
    read: 'puppeteer_navigate puppeteer_screenshot', write: 'puppeteer_click puppeteer_fill puppeteer_select puppeteer_hover', execute: 'puppeteer_evaluate',
  },
  {
    title: 'Playwright', names: ['npm:@playwright/mcp', 'npm:@executeautomation/playwright-mcp-server', 'image:mcr.microsoft.com/playwright/mcp', 'image:mcp/playwright', 'docker:playwright'], brings: WEB,
    read: 'browser_navigate browser_snapshot browser_take_screenshot', write: 'browser_click browser_type browser_fill_form browser_file_upload', execute: 'browser_evaluate',
  },
  {
    title: 'Chrome DevTools', names: ['npm:chrome-devtools-mcp'], brings: WEB,
    read: 'navigate_page take_snapshot list_network_requests', write: 'click fill upload_file', execute: 'evaluate_script',
  },
  { title: 'Browserbase', names: ['npm:@browserbasehq/mcp', 'npm:@browserbasehq/mcp-server-browserbase'], brings: WEB, read: 'browserbase_stagehand_extract', write: 'browserbase_stagehand_act' },
  {
    title: 'Brave Search', names: ['npm:@modelcontextprotocol/server-brave-search', 'npm:@brave/brave-search-mcp-server', 'image:mcp/brave-search', 'docker:brave'], brings: WEB,
    read: 'brave_web_search brave_local_search',
  },
  { title: 'DuckDuckGo', names: ['pypi:duckduckgo-mcp-server', 'image:mcp/duckduckgo', 'docker:duckduckgo'], brings: WEB, read: 'search fetch_content' },
  { title: 'Tavily', names: ['npm:tavily-mcp', 'host:mcp.tavily.com', 'docker:tavily'], brings: WEB, read: 'tavily-search tavily-extract' },
  { title: 'Exa', names: ['npm:exa-mcp-server', 'host:mcp.exa.ai', 'docker:exa'], brings: WEB, read: 'web_search_exa crawling_exa' },
  { title: 'Firecrawl', names: ['npm:firecrawl-mcp', 'host:mcp.firecrawl.dev', 'docker:firecrawl'], brings: WEB, read: 'firecrawl_scrape firecrawl_search firecrawl_crawl' },
  { title: 'Perplexity', names: ['npm:server-perplexity-ask', 'npm:@perplexity-ai/mcp-server', 'docker:perplexity-ask'], brings: WEB, read: 'perplexity_ask perplexity_search' },
  { title: 'Wikipedia', names: ['pypi:wikipedia-mcp', 'image:mcp/wikipedia-mcp', 'docker:wikipedia-mcp'], brings: WEB, read: 'search_wikipedia get_article' },
  { title: 'Context7', names: ['npm:@upstash/context7-mcp', 'host:mcp.context7.com', 'docker:context7'], brings: ['library documentation', 'perhaps strangers'], read: 'resolve-library-id get-library-docs' },
  {
    title: 'Stripe', names: ['npm:@stripe/mcp', 'host:mcp.stripe.com', 'docker:stripe'], oauth: true,
    read: 'list_customers list_invoices retrieve_balance', write: 'create_customer create_payment_link create_refund cancel_subscription',
  },
  {
    title: 'Notion', names: ['npm:@notionhq/notion-mcp-server', 'host:mcp.notion.com', 'docker:notion'], oauth: true,
    read: 'search retrieve-a-page', write: 'create-a-page update-a-block patch-page delete-a-block',
  },
  {
    title: 'Linear', names: ['host:mcp.linear.app', 'npm:mcp-linear'], oauth: true, brings: ISSUES,
    read: 'list_issues get_issue', write: 'create_issue update_issue create_comment',
  },
  {
    title: 'Atlassian', names: ['host:mcp.atlassian.com', 'pypi:mcp-atlassian', 'image:ghcr.io/sooperset/mcp-atlassian', 'docker:atlassian'], oauth: true, brings: ISSUES,
    read: 'jira_search jira_get_issue confluence_search', write: 'jira_create_issue jira_update_issue jira_add_comment confluence_create_page confluence_update_page',
  },
  { title: 'Sentry', names: ['host:mcp.sentry.dev', 'npm:@sentry/mcp-server', 'docker:sentry'], oauth: true, brings: ['error reports', 'strangers'], read: 'find_issues get_issue_details', write: 'update_issue create_project' },
  { title: 'Zapier', names: ['host:mcp.zapier.com', 'host:actions.zapier.com'], brings: MESSAGES, write: 'run_zapier_action' },
  { title: 'Resend', names: ['image:mcp/resend', 'docker:resend', 'npm:resend-mcp'], write: 'send-email' },
  { title: 'Gmail', names: ['npm:@gongrzhe/server-gmail-autoauth-mcp', 'pypi:mcp-gsuite'], brings: ['e-mail', 'strangers'], read: 'search_emails read_email', write: 'send_email delete_email' },
  { title: 'Google Drive', names: ['npm:@modelcontextprotocol/server-gdrive', 'image:mcp/gdrive'], brings: ['shared documents', 'perhaps strangers'], read: 'search' },
  { title: 'memory', names: ['npm:@modelcontextprotocol/server-memory', 'image:mcp/memory', 'docker:memory'], read: 'read_graph search_nodes', write: 'create_entities create_relations add_observations delete_entities' },
  { title: 'sequential thinking', names: ['npm:@modelcontextprotocol/server-sequential-thinking', 'image:mcp/sequentialthinking', 'docker:sequentialthinking'], read: 'sequentialthinking' },
  {
    title: 'Kubernetes', names: ['npm:kubernetes-mcp-server', 'npm:mcp-server-kubernetes', 'pypi:kubernetes-mcp-server', 'image:quay.io/containers/kubernetes_mcp_server', 'docker:kubernetes'],
    read: 'pods_list pods_log resources_get', write: 'resources_create_or_update resources_delete pods_delete', execute: 'pods_exec pods_run',
  },
  { title: 'Docker', names: ['pypi:docker-mcp', 'pypi:mcp-server-docker', 'docker:docker'], read: 'list_containers', execute: 'run_container deploy_compose' },
  { title: 'AWS API', names: ['pypi:awslabs.aws-api-mcp-server'], execute: 'call_aws' },
  { title: 'Desktop Commander', names: ['npm:@wonderwhy-er/desktop-commander', 'image:mcp/desktop-commander', 'docker:desktop-commander'], read: 'read_file list_directory', write: 'write_file edit_block', execute: 'start_process interact_with_process' },
  { title: 'shell', names: ['pypi:mcp-shell-server', 'npm:mcp-shell', 'npm:mcp-server-commands', 'npm:@kevinwatt/shell-mcp', 'docker:shell'], execute: 'shell_execute' },
  { title: 'Serena', names: ['pypi:serena', 'source:github.com/oraios/serena'], read: 'find_symbol read_file', write: 'replace_symbol_body create_text_file', execute: 'execute_shell_command' },
  { title: 'Hugging Face', names: ['host:huggingface.co', 'docker:hugging-face'], oauth: true, brings: ['model cards', 'strangers'], read: 'model_search dataset_search hub_repo_details' },
]; // prettier-ignore
