import type { ComponentType, createElement } from "react";

/** The parts of the plugin system that this site uses. Swagger UI bundles its own React. */
interface SwaggerToolbox {
  React: { createElement: typeof createElement };
}

type SwaggerComponent = ComponentType<Record<string, unknown>>;

interface LayoutProps {
  /** Returns a component; with `connected`, one that receives the state of Swagger UI. */
  getComponent: (name: string, connected?: boolean) => SwaggerComponent;
}

interface AuthorizeButtonProps {
  isAuthorized: boolean;
  onClick: () => void;
}

interface HeadersProps {
  /** An Immutable.js map of response headers by name. */
  headers: { toJS: () => Record<string, { description?: string }> };
}

/** A list of Immutable.js maps of security schemes by name, or false to close the dialog. */
type Definitions = { toJS: () => Record<string, SecurityScheme>[] } | false | null;

/** A security scheme of the API document. */
export interface SecurityScheme {
  type: string;
}

/**
 * Creates the plugin that fits Swagger UI into the page, which has its own title, landmarks and Authorize dialog.
 */
export function makeSwaggerPlugin(onAuthorize: (schemes: Record<string, SecurityScheme>) => void) {
  return ({ React: { createElement } }: SwaggerToolbox) => ({
    components: {
      InkwellLayout: ({ getComponent }: LayoutProps) =>
        createElement(
          "div",
          { className: "swagger-ui" },
          createElement(getComponent("errors", true)),
          createElement(getComponent("AuthorizeBtnContainer", true)),
          createElement(getComponent("operations", true)),
          createElement(getComponent("Models", true)),
        ),
      authorizeBtn: ({ isAuthorized, onClick }: AuthorizeButtonProps) =>
        createElement(
          "div",
          { className: "auth-wrapper" },
          createElement(
            "button",
            { type: "button", className: `btn authorize ${isAuthorized ? "locked" : "unlocked"}`, onClick },
            "Authorize",
          ),
          createElement(
            "p",
            { role: "status" },
            isAuthorized ? "Requests carry your access token." : "Requests carry no access token.",
          ),
        ),
      // Every response has headers, and their tables would be most of the page.
      headers: ({ headers }: HeadersProps) => {
        const described = Object.entries(headers.toJS());
        return createElement(
          "details",
          { className: "headers" },
          createElement("summary", null, `Headers: ${described.map(([name]) => name).join(", ")}`),
          createElement(
            "dl",
            null,
            ...described.flatMap(([name, { description = "" }]) => [
              createElement("dt", { key: name }, name),
              createElement("dd", { key: `${name} is` }, description),
            ]),
          ),
        );
      },
      // Screen readers cannot reach a link inside a button.
      DeepLink: ({ text }: { text: unknown }) => createElement("span", null, text as string),
    },
    wrapComponents: {
      TextArea: (Original: SwaggerComponent) => (props: Record<string, unknown>) =>
        createElement(Original, { "aria-label": "Request body", spellCheck: false, ...props }),
    },
    statePlugins: {
      auth: {
        wrapActions: {
          showDefinitions: () => (definitions: Definitions) => {
            if (definitions)
              onAuthorize(Object.assign({}, ...definitions.toJS()) as Record<string, SecurityScheme>);
            return { type: "shown_by_inkwell" };
          },
        },
      },
    },
  });
}
