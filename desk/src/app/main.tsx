// Starts the desk: words, installation, session; then the first page.
import "@fontsource-variable/inter/wght.css";
import "@/ui/tokens.css";
import "@/ui/reset.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { session } from "@/access/session";
import { ApiError, onSignedOut } from "@/api/client";
import { fetchInstallation } from "@/api/session";
import { prepareWords } from "@/i18n";
import { App } from "./App";
import { Crash } from "./Crash";

async function start(): Promise<void> {
  const root = createRoot(document.getElementById("root") as HTMLElement);
  const words = prepareWords();
  try {
    const [installation] = await Promise.all([fetchInstallation(), lookForSession(), words]);
    onSignedOut(session.lost);
    root.render(
      <StrictMode>
        <App installation={installation} />
      </StrictMode>,
    );
  } catch (error) {
    await words;
    root.render(<Crash error={error} />);
  }
}

async function lookForSession(): Promise<void> {
  try {
    await session.load();
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
  }
}

void start();
