/** The categories of providers, by id, with their titles in the docs. */
export const categories = {
  ai: "AI",
  cms: "CMS",
  comms: "Chat, e-mail and telephony",
  consumer: "Consumer",
  crm: "CRM",
  custom: "Your own",
  data: "Data",
  devtools: "Developer tools",
  documents: "Documents and signing",
  ecommerce: "Commerce",
  forms: "Forms and scheduling",
  hr: "HR",
  identity: "Identity",
  logistics: "Logistics",
  marketing: "Marketing",
  media: "Media",
  mobile: "Mobile",
  monitoring: "Monitoring",
  payments: "Payments",
  productivity: "Productivity",
  realtime: "Realtime",
  standard: "Standards",
  support: "Support",
} as const;

/** Id of a category. */
export type Category = keyof typeof categories;
