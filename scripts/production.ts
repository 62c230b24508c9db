// Imported before all else by what runs in production: the settings and Next decide by it on import.
Object.assign(process.env, { NODE_ENV: "production" });

export {};
