/** One running stand-in: where it answers and the variables that point the real SDK at it. */
export type StandIn = {
  name: string;
  url: string;
  /** What the app needs in its environment to reach this service, named as the real service names it. */
  env: Record<string, string>;
  close(): Promise<void>;
};

/** One line per thing that happened, under the name of the service. */
export type LocalLog = (message: string, fields?: Record<string, unknown>) => void;

export type StandInOptions = {
  /** Port to listen on at 127.0.0.1; 0 takes a free one. */
  port: number;
  /** Folder of this service alone; what the real service would remember is kept here. */
  dataDir: string;
  log: LocalLog;
};
