type CodeComponent = {
  type: string;
  add_security_recommendation?: boolean | undefined;
  code_expiration_minutes?: number | undefined;
};

type Words = { code: string; security: string; expiry: (minutes: number) => string };

/** Templates for codes carry no words: the service has its own for each language. */
const WORDS: Record<string, Words> = {
  en: {
    code: "{{1}} is your verification code.",
    security: "For your security, do not share this code.",
    expiry: (minutes) => `This code expires in ${minutes} minutes.`,
  },
  sw: {
    code: "{{1}} ni nambari yako ya uthibitishaji.",
    security: "Kwa usalama wako, usishiriki nambari hii.",
    expiry: (minutes) => `Muda wa nambari hii utaisha baada ya dakika ${minutes}.`,
  },
  fr: {
    code: "Votre code de vérification est {{1}}.",
    security: "Pour votre sécurité, ne partagez pas ce code.",
    expiry: (minutes) => `Ce code expire dans ${minutes} minutes.`,
  },
};

/** The text of a component of a template for codes, to be filled in; undefined where it shows none. */
export function authenticationText(component: CodeComponent, language: string): string | undefined {
  const words = WORDS[language.slice(0, 2)] ?? WORDS["en"];
  if (component.type === "body" && words !== undefined)
    return component.add_security_recommendation === true
      ? `${words.code} ${words.security}`
      : words.code;
  const minutes = component.code_expiration_minutes;
  if (component.type === "footer" && minutes !== undefined) return words?.expiry(minutes);
  return undefined;
}
