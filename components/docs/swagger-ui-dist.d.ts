// @types/swagger-ui-dist declares only the main entry, which contains everything twice, for other loaders.
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  import type { SwaggerConfigs } from "swagger-ui-dist";
  function SwaggerUI(configs: SwaggerConfigs): unknown;
  export = SwaggerUI;
}
