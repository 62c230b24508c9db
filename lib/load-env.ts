// Imported first by the scripts that read settings: it puts the `.env*` files into the environment, as Next does.
import nextEnv from "@next/env"; // CommonJS, whose names Node cannot see

nextEnv.loadEnvConfig(process.cwd(), process.env["NODE_ENV"] !== "production");
