"use client";

import { useEffect, useRef, useState } from "react";
import { ApiError, NetworkError } from "@/lib/client/api-client";
import { endSession } from "@/lib/client/session";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { AuthorizeDialog } from "./authorize-dialog";
import { openSwaggerUi, type SwaggerUi } from "./open-swagger-ui";
import type { SecurityScheme } from "./swagger-plugin";
import "./swagger-ui.css";
import "./swagger-ui-operation.css";
import "./swagger-ui-answer.css";
import "./swagger-ui-schema.css";

type State =
  { status: "loading" } | { status: "ready"; ui: SwaggerUi } | { status: "failed"; message: string };

const NOT_LOADED = "The page could not be loaded whole. Check your connection and try again.";

/** The endpoints of the API, to read and to try. */
export function ApiExplorer() {
  const host = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>({ status: "loading" });
  const [asked, setAsked] = useState<Record<string, SecurityScheme>>();
  /** Whose access token the requests carry. */
  const [authorized, setAuthorized] = useState<{ email: string; accessToken: string }>();

  useEffect(() => {
    const domNode = document.createElement("div");
    host.current?.append(domNode);
    const abort = new AbortController();
    openSwaggerUi({ domNode, onAuthorize: setAsked, signal: abort.signal }).then(
      (ui) => ui && setState({ status: "ready", ui }),
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ status: "failed", message: describe(error) });
      },
    );
    return () => {
      abort.abort();
      domNode.remove();
    };
  }, [attempt]);

  function tryAgain() {
    setState({ status: "loading" });
    setAttempt(attempt + 1);
  }

  const [name, schema] = Object.entries(asked ?? {}).find(([, { type }]) => type === "oauth2") ?? [];

  return (
    // As tall as a window from the start: what comes in moves nothing that can be seen.
    <div className="min-h-dvh">
      {state.status === "loading" && (
        <div className="noscript:hidden">
          <Skeleton label="Loading the endpoints" lines={8} />
        </div>
      )}
      {state.status === "failed" && (
        <Alert
          kind="error"
          title="The endpoints are not here yet"
          action={
            <Button variant="quiet" size="sm" onClick={tryAgain}>
              Try again
            </Button>
          }
        >
          {state.message}
        </Alert>
      )}
      <div ref={host} hidden={state.status !== "ready"} />
      {state.status === "ready" && name !== undefined && schema && (
        <AuthorizeDialog
          email={authorized?.email}
          onAuthorize={(email, token) => {
            state.ui.authActions.authorizeOauth2({ auth: { name, schema }, token });
            setAuthorized({ email, accessToken: token.access_token });
          }}
          onLogOut={() => {
            state.ui.authActions.logout([name]);
            if (authorized) endSession(authorized.accessToken, { credentials: "omit" });
            setAuthorized(undefined);
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

function describe(error: unknown): string {
  return error instanceof ApiError || error instanceof NetworkError ? error.message : NOT_LOADED;
}
