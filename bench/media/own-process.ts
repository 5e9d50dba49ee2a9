import { childrenPeakMiB, familyCpuMs } from "./cpu-time.ts";
import { makeOwn, openDecoder } from "./make-own.ts";

/** What one video costs a process that has just been started, in JSON on standard output. */
export type ColdRun = { cpuMs: number; callerPeakMiB: number; decoderPeakMiB: number };

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: own-process.ts FILE");
await makeOwn(file, openDecoder());
const run: ColdRun = {
  decoderPeakMiB: Math.max(0, ...(await childrenPeakMiB())),
  callerPeakMiB: process.resourceUsage().maxRSS / 1024,
  cpuMs: await familyCpuMs(),
};
process.stdout.write(JSON.stringify(run), () => process.exit(0));
