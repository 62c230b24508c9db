import { callApi } from "@/lib/client/api-client";
import type { Token } from "@/lib/schemas/token";
import { makeSwaggerPlugin, type SecurityScheme } from "./swagger-plugin";

/** The parts of a running Swagger UI that this site uses. */
export interface SwaggerUi {
  authActions: {
    authorizeOauth2: (grant: { auth: { name: string; schema: SecurityScheme }; token: Token }) => void;
    logout: (names: string[]) => void;
  };
}

interface SwaggerOptions {
  /** The empty element to render into. */
  domNode: HTMLElement;
  /** Called with the requested security schemes when someone clicks Authorize. */
  onAuthorize: (schemes: Record<string, SecurityScheme>) => void;
  signal: AbortSignal;
}

/**
 * Loads Swagger UI and renders the API document. Only this function imports it, because it is larger than the rest of
 * the site.
 *
 * @returns the controls of Swagger UI, or undefined if `signal` was aborted
 * @throws {ApiError | NetworkError} if the document cannot be loaded; the browser's error if the script cannot
 */
export async function openSwaggerUi(options: SwaggerOptions): Promise<SwaggerUi | undefined> {
  const { domNode, onAuthorize, signal } = options;
  const [{ default: SwaggerUI }, spec] = await Promise.all([
    import("swagger-ui-dist/swagger-ui-es-bundle.js"),
    callApi<object>({ path: "/openapi.json" }),
  ]);
  if (signal.aborted) return undefined;
  return new Promise((resolve) => {
    const ui = SwaggerUI({
      domNode,
      spec,
      layout: "InkwellLayout",
      plugins: [makeSwaggerPlugin(onAuthorize)],
      deepLinking: true,
      docExpansion: "list",
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      // Its colors are inline styles, which neither follow the theme nor pass the content policy.
      syntaxHighlight: { activated: false },
      validatorUrl: null,
      onComplete: () => resolve(ui as SwaggerUi),
    });
  });
}
