import type { Evidence, Span } from './evidence.ts';
import type { FactBase } from './fact-base.ts';
import type { NodeId } from './id.ts';
import type { Environment } from './kinds.ts';
import type { WorkflowJob } from './workflow-job.ts';

/** A workflow or pipeline as declared. `node` is the Workflow (a job of it, where jobs differ). */
export interface WorkflowFact extends FactBase {
  readonly fact: 'workflow';
  readonly file: string;
  /** `untrusted`: a stranger can start it with content of their own (fork pull request, issue text, comment). */
  readonly triggers: readonly {
    readonly event: string;
    readonly untrusted: boolean;
    readonly evidence: Evidence;
    /** The word alone, where it can be replaced. */
    readonly span?: Span;
  }[];
  /** What its own token may do, in the source's words: `contents: write`; `default` when nothing is said. */
  readonly token: readonly string[];
  readonly oidc: boolean;
  readonly secrets: readonly string[];
  /** Where code of a stranger is checked out and then run, or expanded into a script. */
  readonly strangersCode?: { readonly how: string; readonly evidence: Evidence };
  readonly selfHosted: boolean;
  /** Where `permissions` stands, or where it can be put (an empty span at the start of a line). */
  readonly permissionsSpan?: Span;
  readonly triggersSpan?: Span;
  /** Who must review a change of this file, and where that is written. */
  readonly reviewers: readonly string[];
  /** Its jobs, where the source tells them apart. */
  readonly jobs?: readonly WorkflowJob[];
  /** The rights that its steps are known to use; absent when a step's needs are not known. */
  readonly needs?: readonly string[];
}

/** Code of somebody else that a workflow runs. `node` is the Workflow. */
export interface ActionFact extends FactBase {
  readonly fact: 'action';
  readonly uses: string;
  /** The tag, branch or digest; empty when none is given. */
  readonly ref: string;
  readonly pinned: boolean;
  /** Of the platform itself or of the organisation that owns the workflow. */
  readonly firstParty: boolean;
  readonly oidc: boolean;
  readonly secrets: readonly string[];
  /** What the token of the job may do, as in WorkflowFact. */
  readonly token?: readonly string[];
  readonly span?: Span;
}

/** A step that changes what runs or which model is served. `node` is the Workflow or DeployApp. */
export interface DeployFact extends FactBase {
  readonly fact: 'deploy';
  readonly what: 'deploy' | 'promote' | 'infrastructure';
  readonly target: NodeId;
  readonly environment: Environment;
  readonly approval: 'required' | 'none' | 'unknown';
  readonly because: string;
  /** Whether a stranger can start this very step; absent where only the workflow's triggers are known. */
  readonly untrusted?: boolean;
}

/** A tool server as a client or gateway configures it. `node` is the McpServer. */
export interface ToolServerFact extends FactBase {
  readonly fact: 'tool-server';
  readonly transport: 'stdio' | 'http' | 'sse' | 'unknown';
  /** Package or image that is run, as written, and its version; absent for remote servers. */
  readonly package?: {
    readonly name: string;
    readonly version?: string;
    readonly pinned: boolean;
    readonly span?: Span;
    /** Where it is fetched from, and the argument as written, for a fix that asks there. */
    readonly registry?: 'npm' | 'pypi' | 'image' | 'source';
    readonly written?: string;
  };
  readonly url?: string;
  readonly authentication: 'oauth' | 'static-key' | 'none' | 'unknown';
  readonly because: string;
  /** The headers, where the server is documented to offer OAuth and they hold nothing but a key. */
  readonly headers?: Span;
  /** The URL with its quotes, where it can be edited. */
  readonly urlSpan?: Span;
}

/** What a tool does to the world. `node` is the Tool. */
export interface ToolFact extends FactBase {
  readonly fact: 'tool';
  readonly effect: 'read' | 'write' | 'execute' | 'unknown';
  readonly because: string;
  /** The client calls it without asking the person. */
  readonly automatic?: true;
}

/** A caller's own token is handed on as it came, not exchanged. `node` is the agent, server or gateway that does it. */
export interface PassthroughFact extends FactBase {
  readonly fact: 'passthrough';
  readonly to: NodeId;
  readonly because: string;
  readonly span?: Span;
  /** What can stand at the span: a reference to a token of its own. */
  readonly instead?: string;
}

/** What one scope of a consent opens. */
export interface ConsentOpening {
  readonly scope: string;
  /** In words: `mail`, `files`, `directory`, `code`. */
  readonly opens: string;
  readonly access: 'read' | 'write' | 'admin';
  /** All of it, or administration: not one narrow part. */
  readonly broad: boolean;
  /** Content of people or of the organisation, not a profile or a setting. */
  readonly content: boolean;
  readonly reach: 'organisation' | 'people' | 'unknown';
  /** By what the vendor's interface takes this grant back: a resource path of it. */
  readonly handle?: string;
}

/** A consent or installation of somebody else's application. `node` is the OAuthApp or ServicePrincipal. */
export interface ConsentFact extends FactBase {
  readonly fact: 'consent';
  /** Absent where the source told scopes alone. */
  readonly opens?: readonly ConsentOpening[];
  /** Where a person takes it back: the vendor's page. */
  readonly page?: string;
  readonly publisher: string | null;
  readonly verified: boolean | 'unknown';
  readonly scopes: readonly string[];
  /** For everybody (an administrator consented) or for named people. */
  readonly reach: 'organisation' | 'people' | 'unknown';
  readonly consentedBy: readonly string[];
  /** ISO dates. */
  readonly lastUsed?: string;
  readonly granted?: string;
}

/** When a key, secret or token was made and when it ends. `node` is the ApiKey (or what holds it). Dates are ISO 8601. */
export interface LifetimeFact extends FactBase {
  readonly fact: 'lifetime';
  readonly what: string;
  readonly created?: string;
  /** `null`: it never ends. */
  readonly expires: string | null;
  readonly lastUsed?: string;
}

/** Where an owner is written down, when more than one place may. `node` is what is owned. */
export interface OwnerFact extends FactBase {
  readonly fact: 'owner';
  readonly owner: string;
  readonly source: 'declaration' | 'label' | 'codeowners' | 'catalogue';
}

/** Somebody who answers for things is not there any more, as the directory says that would know. `node` is the person or team. */
export interface GoneFact extends FactBase {
  readonly fact: 'gone';
  /** Names under which owners are written that mean this one: mail addresses, `@login`, catalogue references; lower case. */
  readonly names: readonly string[];
  /** Names that most likely mean this one: the part of an address before the `@`, where one person alone has it. */
  readonly likely: readonly string[];
  /** What says so, in words: `Entra: the account is disabled`. */
  readonly because: string;
  /** ISO date, where it is said. */
  readonly since?: string;
}

/** The repositories that an organisation of a code host has, as far as whoever asked may see them. `node` is the organisation. */
export interface RepositoryListFact extends FactBase {
  readonly fact: 'repository-list';
  readonly organisation: string;
  /** `archived`: read-only or disabled, nothing runs there. */
  readonly repositories: readonly { readonly name: string; readonly archived: boolean; readonly evidence: Evidence }[];
  /** Whether members may make repositories; absent where it was not read. */
  readonly membersCreate?: boolean;
}

/** Who may request, approve or revoke access to the node. */
export interface AuthorityFact extends FactBase {
  readonly fact: 'authority';
  readonly may: 'request' | 'approve' | 'revoke';
  readonly who: string;
}

/** A dated exception that people declared. `node` is what it is for. */
export interface ExceptionFact extends FactBase {
  readonly fact: 'exception';
  readonly rule: string | null;
  readonly owner: string;
  readonly reason: string;
  /** ISO date, inclusive. */
  readonly expires: string;
  readonly controls: readonly string[];
}

/** A workload acts with the login of the person who starts it: a session, not a key that is written down. `node` is the workload. */
export interface PersonFact extends FactBase {
  readonly fact: 'person';
  /** Where the person is logged in: `Google Cloud`, `Kubernetes`. */
  readonly system: string;
  /** The command or file that says so. */
  readonly how: string;
  readonly key: NodeId;
  readonly who?: string;
}
