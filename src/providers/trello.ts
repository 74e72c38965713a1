import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "trello",
  name: "Trello",
  category: "productivity",
  docs: "https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/",
  setup: {
    where: "POST https://api.trello.com/1/webhooks with `callbackURL` and `idModel`",
    secret: "issued-by-provider",
    note: "The secret is the OAuth secret of your Power-Up's API key, not the token. The URL is signed: enter exactly the public URL.",
  },
  retries: {
    source:
      "developer.atlassian.com/cloud/trello, Webhooks: retries with growing waits; the times were " +
      "not found",
  },
  signature: {
    scheme: "hmac",
    hash: "sha1",
    encoding: "base64",
    header: "x-trello-webhook",
    signed: "{body}{url}",
    json: true,
  },
  handshakes: [
    { name: "probe", method: "HEAD", unsigned: true, answer: { status: 200 } },
    { name: "get-probe", method: "GET", unsigned: true, answer: { status: 200 } },
  ],
  event: {
    source: "com.trello",
    type: ["body:/action/type"],
    id: "body:/action/id",
    time: "body:/action/date",
    subject: [
      "body:/action/data/attachment/id",
      "body:/action/data/card/id",
      "body:/action/data/list/id",
      "body:/action/data/label/id",
      "body:/action/data/board/id",
    ],
    // The model is what is watched, which can be a card: its board has one address, whatever its name.
    origin: ["text:https://trello.com/b/{body:/action/data/board/shortLink}", "body:/model/url"],
    equalDeliveries: {
      possible: false,
      why: "The action's id is in the signed body (developer.atlassian.com/cloud/trello, Webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    // Most changes of a card have one name; what was changed is in the key of its text.
    by: "body:/action/display/translationKey",
    cases: {
      action_archived_card: { words: { updateCard: "task archived" } },
      action_sent_card_to_board: { words: { updateCard: "task unarchived" } },
      action_move_card_from_list_to_list: { words: { updateCard: "task moved" } },
      action_renamed_card: { words: { updateCard: "task renamed" } },
      action_marked_the_due_date_complete: { words: { updateCard: "task completed" } },
      action_marked_the_due_date_incomplete: { words: { updateCard: "task reopened" } },
      action_archived_list: { words: { updateList: "list archived" } },
      action_sent_list_to_board: { words: { updateList: "list unarchived" } },
      action_close_board: { words: { updateBoard: "project archived" } },
      action_reopen_board: { words: { updateBoard: "project unarchived" } },
    },
    words: {
      createCard: "task created",
      copyCard: "task created",
      emailCard: "task created",
      convertToCardFromCheckItem: "task created",
      updateCard: "task updated",
      addMemberToCard: "task assigned",
      removeMemberFromCard: "task unassigned",
      deleteCard: "task deleted",
      moveCardToBoard: "task moved",
      commentCard: "comment created",
      updateComment: "comment updated",
      deleteComment: "comment deleted",
      addAttachmentToCard: "file created",
      deleteAttachmentFromCard: "file deleted",
      createList: "list created",
      updateList: "list updated",
      createBoard: "project created",
      updateBoard: "project updated",
      addMemberToBoard: "membership created",
      removeMemberFromBoard: "membership deleted",
      createLabel: "tag created",
      updateLabel: "tag updated",
      deleteLabel: "tag deleted",
    },
  },
});
