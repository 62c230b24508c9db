import type { ComponentType, createElement } from "react";

/** What Swagger UI hands to a plugin, as far as the house uses it; its React is one of its own. */
interface SwaggerToolbox {
  React: { createElement: typeof createElement };
}

type SwaggerComponent = ComponentType<Record<string, unknown>>;

interface LayoutProps {
  /** With `true`, the component is connected to the state. */
  getComponent: (name: string, connected?: boolean) => SwaggerComponent;
}

interface AuthorizeButtonProps {
  isAuthorized: boolean;
  onClick: () => void;
}

interface HeadersProps {
  /** Immutable maps: the headers of an answer by their names. */
  headers: { toJS: () => Record<string, { description?: string }> };
}

/** Security schemes by name: a list of immutable maps, or false to close what shows them. */
type Definitions = { toJS: () => Record<string, SecurityScheme>[] } | false | null;

/** A security scheme of the document. */
export interface SecurityScheme {
  type: string;
}

/**
 * Makes the plugin that fits Swagger UI into the page: the page has the title and the landmarks, and the house's own dialog
 * asks for e-mail and password.
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
      // Every answer has headers, and a table of each would be most of the page.
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
      // A link inside the button of an operation could not be reached by a screen reader.
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
