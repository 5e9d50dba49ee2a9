import { customType } from "drizzle-orm/pg-core";

/** A full 64-bit transaction id; compared with pg_snapshot_xmin it tells what can no longer commit late. */
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });
