import { callApi } from "@/lib/client/api-client";
import type { Token } from "@/lib/schemas/token";
import { makeSwaggerPlugin, type SecurityScheme } from "./swagger-plugin";

/** The running Swagger UI, as far as the house uses it. */
export interface SwaggerUi {
  authActions: {
    authorizeOauth2: (grant: { auth: { name: string; schema: SecurityScheme }; token: Token }) => void;
    logout: (names: string[]) => void;
  };
}

interface SwaggerOptions {
  /** The empty element to draw in. */
  domNode: HTMLElement;
  /** Called with the schemes that somebody wants to authorize for. */
  onAuthorize: (schemes: Record<string, SecurityScheme>) => void;
  signal: AbortSignal;
}

/**
 * Draws the API's description. Swagger UI is fetched here and by nobody else: it weighs more than the rest of the site.
 *
 * @returns what it can be steered by; undefined when it is no longer wanted
 * @throws {ApiError | NetworkError} when the description does not come; whatever a browser throws where a script does not
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
      // Its colours are written into each element; the site's own follow the theme.
      syntaxHighlight: { activated: false },
      validatorUrl: null,
      onComplete: () => resolve(ui as SwaggerUi),
    });
  });
}
