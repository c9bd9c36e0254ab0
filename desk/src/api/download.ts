// Fetching a file and handing it to the browser to save.
import { ApiError } from "./client";
import type { Problem } from "./types";

/** Throws ApiError. */
export async function downloadFile(path: string, fallback: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin", cache: "no-store" });
  } catch {
    throw new ApiError(0, { code: "unreachable" });
  }
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
  let file: Blob;
  try {
    file = await response.blob();
  } catch {
    // Cut off in the middle: half a file must not pass for the whole.
    throw new ApiError(0, { code: "unreachable" });
  }
  save(file, nameOf(response) ?? fallback);
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return {};
  }
}

function nameOf(response: Response): string | undefined {
  const given = response.headers.get("Content-Disposition") ?? "";
  const coded = /filename\*=UTF-8''([^;]+)/.exec(given)?.[1];
  return coded === undefined ? undefined : decodeURIComponent(coded);
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
