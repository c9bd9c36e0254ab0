// Downloading one conversation as a file.
import { downloadFile } from "./download";
import type { Id } from "./types";

export type TranscriptFormat = "html" | "pdf" | "json";

/** Fetches the file and hands it to the browser to save. Throws ApiError. */
export async function downloadTranscript(
  id: Id,
  format: TranscriptFormat,
  timeZone: string,
): Promise<void> {
  const query = new URLSearchParams({ format, time_zone: timeZone });
  const path = `/api/conversations/${encodeURIComponent(id)}/transcript?${query}`;
  await downloadFile(path, `transcript.${format}`);
}
