import type { Effect } from '../tools/effects.ts';

/**
 * Tools that frameworks bring themselves, by the names that their files use; after the documentation of CrewAI, Google ADK, Docker's agent,
 * OpenAI, Agno and Microsoft 365 Copilot. `strangers`: what they bring to the agent may be written by anybody.
 */
const TABLE: readonly (readonly [names: string, effect: Effect, strangers?: string])[] = [
  ['shell bash terminal script lsp background_jobs run_shell ShellTools shell_tools BashTool', 'execute'],
  ['code_interpreter CodeInterpreterTool CodeInterpreter code_execution PythonTools python_tools python built_in_code_execution PythonREPLTool E2BTools', 'execute'],
  ['computer_use computer_use_preview computer', 'execute', 'web pages'],
  ['filesystem FileTools file_tools LocalFileSystemTools', 'write'],
  ['FileWriterTool EmailTools GmailTools TwilioTools SlackTools DiscordTools GithubTools JiraTools api openapi', 'write'],
  ['fetch url_context ScrapeWebsiteTool SeleniumScrapingTool SpiderTool FirecrawlScrapeWebsiteTool FirecrawlTools WebsiteTools Crawl4aiTools JinaReaderTools WebsiteSearchTool', 'read', 'web pages'],
  ['google_search web_search web_search_preview WebSearch SerperDevTool EXASearchTool BraveSearchTool TavilySearchTool DuckDuckGoTools duckduckgo TavilyTools ExaTools GoogleSearchTools WebSearchTool', 'read', 'web pages'],
  ['file_search think todo tasks memory user_prompt FileReadTool DirectoryReadTool PDFSearchTool CSVSearchTool JSONSearchTool TXTSearchTool exit_loop transfer_task OneDriveAndSharePoint GraphConnectors TeamsMessages', 'read'],
]; // prettier-ignore

export interface BuiltIn {
  readonly effect: Effect;
  readonly strangers?: string;
}

const BY_NAME: ReadonlyMap<string, BuiltIn> = new Map(
  TABLE.flatMap(([names, effect, strangers]) =>
    names
      .split(' ')
      .map((name): [string, BuiltIn] => [name, strangers === undefined ? { effect } : { effect, strangers }]),
  ),
);

/** By the last part of a dotted name: `crewai_tools.SerperDevTool` is SerperDevTool. */
export function builtIn(name: string): BuiltIn | undefined {
  return BY_NAME.get(name) ?? BY_NAME.get(name.split(/[.:]/u).at(-1) ?? '');
}
