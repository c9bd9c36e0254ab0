// The one door to the server: JSON over fetch, problem details as errors, repeat after a new sign-in.
import type { FieldError, Named, Problem } from "./types";

/** An answer that was not a success, or no answer at all (status 0, code "unreachable"). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldError[];
  readonly missing: { key: string; title: string } | undefined;
  readonly grantedBy: Named[];
  /** The role to take off where two cannot be held together. */
  readonly takeOff: string | null | undefined;
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
    this.takeOff = problem.take_off;
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

const underWay = new Set<Promise<Response>>();
const LONGEST_MS = 5000;

/** Resolves when the changes that are under way now are answered. One of them, such as a second step
that is set up, may bring another token of the session: what was asked with the one before is refused,
though nobody was signed out. */
export async function changesAnswered(): Promise<void> {
  if (underWay.size === 0) return;
  const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_MS));
  await Promise.race([Promise.allSettled(underWay), late]);
}

/** Sends one request. Throws ApiError. A request refused as signed out is repeated, after whatever
may have renewed the session, and once more after a new sign-in. */
export async function request<T>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  const response = await send(method, path, options);
  if (response.status !== 401 || options.anonymous || !signInAgain) return parse<T>(response);
  await changesAnswered();
  const again = await send(method, path, options);
  if (again.status !== 401) return parse<T>(again);
  await signInAgain();
  return parse<T>(await send(method, path, options));
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  const asking = fetch(path, {
    method,
    headers,
    credentials: "same-origin",
    cache: "no-store",
    body: options.body === undefined ? null : JSON.stringify(options.body),
    signal: options.signal ?? null,
  });
  if (method !== "GET") underWay.add(asking);
  try {
    return await asking;
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(0, { code: "unreachable" });
  } finally {
    underWay.delete(asking);
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
