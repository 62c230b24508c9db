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
import "./swagger-ui-response.css";
import "./swagger-ui-schema.css";

type State =
  { status: "loading" } | { status: "ready"; ui: SwaggerUi } | { status: "failed"; message: string };

const NOT_LOADED = "Check your connection and try again.";

/** Lists the endpoints of the API and lets people try them. */
export function ApiExplorer() {
  const host = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>({ status: "loading" });
  const [requested, setRequested] = useState<Record<string, SecurityScheme>>();
  /** The account whose access token the requests carry. */
  const [authorized, setAuthorized] = useState<{ email: string; accessToken: string }>();

  useEffect(() => {
    const domNode = document.createElement("div");
    host.current?.append(domNode);
    const abort = new AbortController();
    openSwaggerUi({ domNode, onAuthorize: setRequested, signal: abort.signal }).then(
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

  const [name, schema] = Object.entries(requested ?? {}).find(([, { type }]) => type === "oauth2") ?? [];

  return (
    // The full height prevents layout shifts when the endpoints appear.
    <div className="min-h-dvh">
      {state.status === "loading" && (
        <div className="noscript:hidden">
          <Skeleton label="Loading the endpoints" lines={8} />
        </div>
      )}
      {state.status === "failed" && (
        <Alert
          kind="error"
          title="The endpoints could not be loaded"
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
          onClose={() => setRequested(undefined)}
        />
      )}
    </div>
  );
}

function describe(error: unknown): string {
  return error instanceof ApiError || error instanceof NetworkError ? error.message : NOT_LOADED;
}
