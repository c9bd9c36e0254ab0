// The one door to the server: JSON over fetch, problem details as errors, repeat after a new sign-in.
import type { FieldError, Named, Problem } from "./types";

/** An answer that was not a success, or no answer at all (status 0, code "unreachable"). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldError[];
  readonly missing: { key: string; title: string } | undefined;
  readonly grantedBy: Named[];
  readonly retryAfter: number | undefined;
  /** All that the server said, for those who know what to look for. */
  readonly problem: Problem;

  constructor(status: number, problem: Problem, retryAfter?: number) {
    super(problem.detail ?? problem.title ?? "");
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? (status === 0 ? "unreachable" : "error");
    this.fields = problem.errors ?? [];
    this.missing = problem.missing_permission;
    this.grantedBy = problem.granted_by ?? [];
    this.retryAfter = retryAfter;
    this.problem = problem;
  }
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface RequestOptions {
  body?: unknown;
  signal?: AbortSignal;
  /** Signing in and the first look at the session answer a 401 themselves. */
  anonymous?: boolean;
}

let signInAgain: (() => Promise<void>) | undefined;

/** Names what resolves once the person has signed in again; requests met by a 401 wait for it. */
export function onSignedOut(handler: () => Promise<void>): void {
  signInAgain = handler;
}

/** Sends one request. Throws ApiError. A request refused as signed out is repeated once. */
export async function request<T>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 401 && !options.anonymous && signInAgain) {
    await signInAgain();
    return parse<T>(await send(method, path, options));
  }
  return parse<T>(response);
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      cache: "no-store",
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(0, { code: "unreachable" });
  }
}

async function parse<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const body = await readJson(response);
  if (response.ok) return body as T;
  const after = Number(response.headers.get("Retry-After"));
  throw new ApiError(response.status, isProblem(body) ? body : {}, after > 0 ? after : undefined);
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // A proxy's page or a cut-off body: as good as no answer.
    throw new ApiError(response.ok ? 0 : response.status, {});
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
