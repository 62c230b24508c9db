// @types/swagger-ui-dist describes the package's entry alone, which carries a second copy of everything for other loaders.
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  import type { SwaggerConfigs } from "swagger-ui-dist";
  function SwaggerUI(configs: SwaggerConfigs): unknown;
  export = SwaggerUI;
}
