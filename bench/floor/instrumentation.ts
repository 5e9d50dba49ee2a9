/** Without a file of its own, the framework takes the one of the app further up, with all that it asks for. */
export function register(): void {}
