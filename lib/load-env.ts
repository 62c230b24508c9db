// Loads the `.env*` files into the environment, as Next does. Scripts that read settings import it first.
import nextEnv from "@next/env"; // CommonJS without named exports for Node

nextEnv.loadEnvConfig(process.cwd(), process.env["NODE_ENV"] !== "production");
