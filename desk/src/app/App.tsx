// The whole app: what is fetched is kept here, and the router shows the page.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { InstallationContext } from "@/access/installation";
import { ApiError } from "@/api/client";
import type { Installation } from "@/api/types";
import { TipLayer } from "@/ui/Tip";
import { ToastRegion } from "@/ui/ToastRegion";
import { router } from "./router";

function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) =>
          count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      },
    },
  });
}

export function App({ installation }: { installation: Installation }) {
  const [queries] = useState(makeQueries);
  return (
    <InstallationContext value={installation}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <ToastRegion />
        <TipLayer />
      </QueryClientProvider>
    </InstallationContext>
  );
}
