// `npm run bench`: shows what Inkwell costs, as ratios within one run, on SQLite and on PostgreSQL. `-- --quick` takes two
// minutes: it measures shorter, and neither a million posts nor three processes.
import { hashPassword } from "@/lib/server/passwords/password";
import { buildSite } from "./build-site";
import {
  measureDifference,
  measureFlood,
  measureForgotPasswordTimes,
  measureGrowth,
  measureIdleMemory,
  measureLoginTimes,
  measureProcesses,
  measureSearch,
} from "./measurements";
import { PASSWORD } from "./probes";
import type { Measurements } from "./show";
import { makePostgresStorage, makeSite, makeSqliteStorage, stopSites, type Site } from "./sites";
import { measureThroughput } from "./throughput";

const SMALL = { users: 100, posts: 1_000 };
const LARGE = { users: 100_000, posts: 1_000_000 };
const isQuick = process.argv.includes("--quick");

console.log("Building the site, with two empty routes beside those of the product…");
const checkout = await buildSite();
const passwordHash = await hashPassword(PASSWORD);
const storages = [makeSqliteStorage(), await makePostgresStorage()];
const smallSites: Site[] = [];
const table: Record<string, Measurements> = {};
try {
  for (const storage of storages) {
    console.log(`Measuring ${storage.name}…`);
    const small = await makeSite(storage, checkout, "small", SMALL, passwordHash);
    smallSites.push(small);
    for (const [name, value] of Object.entries(await measure(small, storage)))
      table[name] = { ...table[name], [storage.name]: value };
  }
  console.table(table);
  console.log("\nHow much longer a request takes on PostgreSQL than on SQLite:");
  const [sqlite, postgres] = smallSites as [Site, Site];
  console.table(await measureDifference(sqlite, postgres));
} finally {
  await stopSites(smallSites);
  for (const { remove } of storages) await remove();
}

async function measure(small: Site, storage: (typeof storages)[number]): Promise<Measurements> {
  const first = {
    ...(await measureIdleMemory(small)),
    ...(await measureFlood(small)),
    ...(await measureForgotPasswordTimes(small, checkout)),
    ...(await measureThroughput(small, isQuick ? { turns: 1, seconds: 1.5 } : { turns: 3, seconds: 3 })),
  };
  if (isQuick) return first;
  const large = await makeSite(storage, checkout, "large", LARGE, passwordHash);
  const ofLarge = { ...(await measureGrowth(small, large)), ...(await measureSearch(large)) };
  await stopSites([large]);
  return {
    ...first,
    ...ofLarge,
    ...(await measureLoginTimes(small)),
    ...(await measureProcesses(small, checkout)),
  };
}
