/** What CloudEvents bans in attributes: control characters, surrogates without a partner, noncharacters. */
export const bannedCharacters = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
