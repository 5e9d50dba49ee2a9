// Loaded into the server's process: when the program that started it dies, even by SIGKILL,
// the channel between them breaks and the server must not stay behind on its port.
process.on("disconnect", () => process.exit(0));
