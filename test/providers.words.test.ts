import { expect, it } from "vitest";
import { type Told, wordsTold } from "./support/told-events.ts";

// What bodies say happened and names do not: the same words as at other vendors.

const squareOf = (type: string, object: object): Told => ({ body: { type, data: { id: "x1", object } } });
const postmarkOf = (body: object): Told => ({ body: { MessageID: "m-31", ...body } });
const sparkpostOf = (event: object): Told => ({ body: [{ msys: { message_event: event } }] });
const messengerOf = (event: object): Told => ({
  body: {
    object: "page",
    entry: [
      {
        id: "7",
        time: 1780000000000,
        messaging: [{ sender: { id: "5" }, recipient: { id: "7" }, ...event }],
      },
    ],
  },
});
const whatsappOf = (field: string, value: object): Told => ({
  body: { object: "whatsapp_business_account", entry: [{ id: "9", changes: [{ field, value }] }] },
});
const birdOf = (event: string, status: string): Told => ({
  body: { service: "channels", event, payload: { id: "m1", status } },
});
const herokuOf = (status: string): Told => ({
  body: {
    action: "update",
    data: { id: "r", status },
    webhook_metadata: { event: { id: "e", include: "api:release" } },
  },
});
const linearOf = (type: string, updatedFrom: object): Told => ({
  body: { type: "Issue", action: "update", data: { id: "i-1", state: { type } }, updatedFrom },
});
const storyblokOf = (body: object): Told => ({ body: { space_id: 4, ...body } });
const clickupOf = (event: string, history: object): Told => ({
  body: { event, task_id: "t1", history_items: [{ id: "h1", date: "1780000000000", ...history }] },
});
const adyenOf = (eventCode: string, success: string, modified?: string): Told => {
  const additionalData = { "modification.action": modified };
  const item = { eventCode, success, pspReference: "P1", additionalData };
  return { body: { notificationItems: [{ NotificationRequestItem: item }] } };
};
const bigcommerceOf = (new_status_id: number): Told => ({
  headers: { "webhook-id": "msg_1" },
  body: { scope: "store/order/statusUpdated", data: { type: "order", id: 250, status: { new_status_id } } },
});
const jiraOf = (issue_event_type_name: string, item: object): Told => ({
  body: {
    webhookEvent: "jira:issue_updated",
    issue_event_type_name,
    issue: { key: "TIL-1" },
    changelog: { items: [item] },
  },
});
const ecwidOf = (oldPaymentStatus: string, newPaymentStatus: string): Told => ({
  body: { eventType: "order.updated", data: { oldPaymentStatus, newPaymentStatus } },
});
const xenditOf = (event: string, status: string): Told => ({ body: { event, data: { id: "d1", status } } });
const mailgunForm = (event: string): Told => ({
  form: { event, timestamp: "1780000000", token: "t", signature: "s", "Message-Id": "<m-8@kahvila.example>" },
});
const subscriptionOf = (status: string): Told => ({
  headers: { "x-shopify-topic": "app_subscriptions/update", "x-shopify-webhook-id": "w" },
  body: { app_subscription: { admin_graphql_api_id: "gid://shopify/AppSubscription/3", status } },
});
const slackOf = (event: object): Told => ({
  body: { type: "event_callback", event_id: "Ev1", event: { type: "message", channel: "C1", ...event } },
});
const storyChange = (changes: object) => ({ id: 5, entity_type: "story", action: "update", changes });
const chargeback = { id: "adj_1", action: "chargeback", status: "approved" };
const mauticOf = (item: object): Told => ({ body: { "mautic.lead_channel_subscription_changed": [item] } });
const githubOf = (name: string, body: object): Told => ({
  headers: { "x-github-event": name, "x-github-delivery": "d-1" },
  body,
});

it.each<readonly [id: string, told: Told, words: string]>([
  ["square", squareOf("refund.updated", { refund: { status: "COMPLETED" } }), "refund succeeded"],
  ["square", squareOf("refund.updated", { refund: { status: "REJECTED" } }), "refund failed"],
  ["square", squareOf("refund.updated", { refund: { status: "PENDING" } }), "refund updated"],
  ["square", squareOf("booking.updated", { booking: { status: "CANCELLED_BY_SELLER" } }), "meeting canceled"],
  ["square", squareOf("booking.updated", { booking: { status: "ACCEPTED" } }), "meeting updated"],
  ["square", squareOf("order.updated", { order_updated: { state: "COMPLETED" } }), "order completed"],
  ["square", squareOf("order.updated", { order_updated: { state: "OPEN" } }), "order updated"],
  ["square", squareOf("subscription.updated", { subscription: { status: "PAUSED" } }), "subscription paused"],
  ["square", squareOf("payment.updated", { payment: { status: "COMPLETED" } }), "payment succeeded"],
  ["postmark", postmarkOf({ RecordType: "Bounce", Type: "HardBounce" }), "email bounced"],
  ["postmark", postmarkOf({ RecordType: "Bounce", Type: "SpamNotification" }), "email complained"],
  ["postmark", postmarkOf({ RecordType: "Bounce", Type: "AutoResponder" }), "email -"],
  ["postmark", postmarkOf({ RecordType: "Bounce", Type: "Subscribe" }), "subscriber subscribed"],
  ["postmark", postmarkOf({ RecordType: "Bounce", Type: "Blocked" }), "email blocked"],
  [
    "postmark",
    postmarkOf({ RecordType: "SubscriptionChange", SuppressSending: false }),
    "subscriber subscribed",
  ],
  [
    "postmark",
    postmarkOf({ RecordType: "SubscriptionChange", SuppressSending: true, SuppressionReason: "HardBounce" }),
    "email bounced",
  ],
  [
    "postmark",
    postmarkOf({
      RecordType: "SubscriptionChange",
      SuppressSending: true,
      SuppressionReason: "ManualSuppression",
    }),
    "subscriber unsubscribed",
  ],
  ["sparkpost", sparkpostOf({ type: "bounce", bounce_class: "10" }), "email bounced"],
  ["sparkpost", sparkpostOf({ type: "bounce", bounce_class: "60" }), "email -"],
  ["sparkpost", sparkpostOf({ type: "bounce", bounce_class: "90" }), "subscriber unsubscribed"],
  ["sparkpost", sparkpostOf({ type: "list_unsubscribe" }), "subscriber unsubscribed"],
  [
    "mandrill",
    { form: { mandrill_events: '[{"event":"unsub","_id":"a","ts":1}]' } },
    "subscriber unsubscribed",
  ],
  ["mailersend", { body: { type: "activity.unsubscribed", data: { id: "a" } } }, "subscriber unsubscribed"],
  [
    "mailersend",
    { body: { type: "inbound.message", data: { id: "a", object: "message" } } },
    "email received",
  ],
  ["customerio", { body: { object_type: "email", metric: "unsubscribed" } }, "subscriber unsubscribed"],
  ["mailgun", mailgunForm("complained"), "email complained"],
  ["mailgun", mailgunForm("dropped"), "email rejected"],
  [
    "mailgun",
    { form: { timestamp: "1780000000", token: "t", signature: "s", recipient: "a@b" } },
    "email received",
  ],
  ["brevo", { body: { msg_status: "delivered", messageId: 7, ts_event: 1780000000 } }, "message delivered"],
  ["brevo", { body: { msg_status: "hardBounce", messageId: 7 } }, "message bounced"],
  ["meta", messengerOf({ message: { mid: "m1", text: "hei" } }), "message received"],
  ["meta", messengerOf({ message: { mid: "m1", is_echo: true } }), "message sent"],
  ["meta", messengerOf({ delivery: { mids: ["m1"], watermark: 1 } }), "message delivered"],
  ["meta", messengerOf({ read: { watermark: 1 } }), "message read"],
  ["meta", messengerOf({ reaction: { mid: "m1", action: "react" } }), "reaction created"],
  ["meta", messengerOf({ reaction: { mid: "m1", action: "unreact" } }), "reaction deleted"],
  ["meta", messengerOf({ postback: { title: "Aloita" } }), "message -"],
  [
    "meta",
    whatsappOf("messages", { messages: [{ type: "reaction", reaction: { emoji: "👍" } }] }),
    "reaction created",
  ],
  [
    "meta",
    whatsappOf("messages", { messages: [{ type: "reaction", reaction: { emoji: "" } }] }),
    "reaction deleted",
  ],
  ["meta", whatsappOf("account_update", { event: "PARTNER_APP_UNINSTALLED" }), "app uninstalled"],
  ["meta", whatsappOf("account_update", { event: "ACCOUNT_VIOLATION" }), "account updated"],
  ["bird", birdOf("sms.outbound", "delivered"), "message delivered"],
  ["bird", birdOf("email.outbound", "sending_failed"), "email failed"],
  ["bird", birdOf("sms.inbound", "delivered"), "message received"],
  ["bird", { body: { type: "email.list_unsubscribed" } }, "subscriber unsubscribed"],
  ["heroku", herokuOf("succeeded"), "release succeeded"],
  ["heroku", herokuOf("pending"), "release updated"],
  ["datadog", { body: { event_type: "query_alert_monitor", alert_transition: "Warn" } }, "alert triggered"],
  ["polar", { body: { type: "checkout.updated", data: { status: "succeeded" } } }, "checkout completed"],
  ["polar", { body: { type: "checkout.updated", data: { status: "confirmed" } } }, "checkout updated"],
  ["linear", linearOf("completed", { stateId: "s-1" }), "issue closed"],
  ["linear", linearOf("canceled", { stateId: "s-1" }), "issue canceled"],
  ["linear", linearOf("completed", { title: "Vanha" }), "issue updated"],
  ["linear", linearOf("started", { stateId: "s-1" }), "issue updated"],
  ["storyblok", storyblokOf({ action: "deleted", story_id: 9 }), "entry deleted"],
  ["storyblok", storyblokOf({ action: "deleted", asset_id: 9 }), "asset deleted"],
  ["storyblok", storyblokOf({ action: "created", asset_id: 9 }), "asset created"],
  [
    "clickup",
    clickupOf("taskStatusUpdated", { field: "status", after: { type: "closed" } }),
    "task completed",
  ],
  ["clickup", clickupOf("taskStatusUpdated", { field: "status", after: { type: "custom" } }), "task updated"],
  ["clickup", clickupOf("taskAssigneeUpdated", { field: "assignee_add" }), "task assigned"],
  ["clickup", clickupOf("taskAssigneeUpdated", { field: "assignee_rem" }), "task unassigned"],
  [
    "shortcut",
    { body: { id: "a", actions: [storyChange({ completed: { new: true, old: false } })] } },
    "issue closed",
  ],
  [
    "shortcut",
    { body: { id: "a", actions: [storyChange({ name: { new: "a", old: "b" } })] } },
    "issue updated",
  ],
  ["adyen", adyenOf("PAYOUT_THIRDPARTY", "true"), "payout succeeded"],
  ["adyen", adyenOf("PAYOUT_THIRDPARTY", "false"), "payout failed"],
  ["adyen", adyenOf("CANCEL_OR_REFUND", "true", "cancel"), "payment canceled"],
  ["adyen", adyenOf("CANCEL_OR_REFUND", "true", "refund"), "refund succeeded"],
  ["adyen", adyenOf("CANCEL_OR_REFUND", "true"), "- -"],
  ["bigcommerce", bigcommerceOf(5), "order canceled"],
  ["bigcommerce", bigcommerceOf(11), "order updated"],
  ["ecwid", ecwidOf("AWAITING_PAYMENT", "PAID"), "order paid"],
  ["ecwid", ecwidOf("PAID", "PAID"), "order updated"],
  [
    "jira",
    jiraOf("issue_generic", { field: "resolution", fromString: null, toString: "Done" }),
    "issue resolved",
  ],
  [
    "jira",
    jiraOf("issue_generic", { field: "resolution", fromString: "Done", toString: null }),
    "issue reopened",
  ],
  ["jira", jiraOf("issue_generic", { field: "status", fromString: "A", toString: "B" }), "issue updated"],
  [
    "jira",
    jiraOf("issue_assigned", { field: "assignee", fromString: "Aino", toString: null }),
    "issue unassigned",
  ],
  ["jira-oauth", jiraOf("issue_updated", { field: "assignee", toString: "Aino" }), "issue assigned"],
  ["intercom", { body: { topic: "call.ended" } }, "call completed"],
  ["intercom", { body: { topic: "user.tag.deleted" } }, "contact updated"],
  ["xendit", xenditOf("ewallet.capture", "SUCCEEDED"), "payment succeeded"],
  ["xendit", xenditOf("ewallet.capture", "FAILED"), "payment failed"],
  ["xendit", xenditOf("ewallet.capture", "PENDING"), "payment -"],
  ["hygraph", { body: { operation: "publish", data: { __typename: "Asset", id: "a" } } }, "asset published"],
  ["hygraph", { body: { operation: "publish", data: { __typename: "Tuote", id: "a" } } }, "entry published"],
  ["shopify", subscriptionOf("CANCELLED"), "subscription canceled"],
  ["shopify", subscriptionOf("FROZEN"), "subscription paused"],
  ["shopify", subscriptionOf("ACTIVE"), "subscription updated"],
  ["slack", slackOf({ subtype: "message_deleted", hidden: true }), "message deleted"],
  ["slack", slackOf({ subtype: "message_changed" }), "message updated"],
  ["slack", slackOf({ type: "channel_left" }), "channel -"],
  ["slack", slackOf({ type: "channel_archive" }), "channel archived"],
  ["slack", slackOf({ type: "app_installed" }), "app installed"],
  ["mautic", mauticOf({ new_status: "unsubscribed" }), "subscriber unsubscribed"],
  ["mautic", mauticOf({ new_status: "contactable" }), "contact updated"],
  ["filestack", { body: { action: "fs.workflow", text: { status: "Failed" } } }, "workflow failed"],
  ["filestack", { body: { action: "fs.workflow", text: { status: "Finished" } } }, "workflow completed"],
  ["slack", slackOf({ text: "hei" }), "message created"],
  ["paystack", { body: { event: "invoice.update", data: { status: "success" } } }, "invoice paid"],
  ["paystack", { body: { event: "invoice.update", data: { status: "pending" } } }, "invoice updated"],
  ["paddle", { body: { event_type: "adjustment.created", data: chargeback } }, "dispute created"],
  [
    "courier",
    { body: { type: "message:updated", data: { id: "m", status: "UNROUTABLE" } } },
    "message failed",
  ],
  [
    "azure-devops",
    { body: { eventType: "build.complete", resource: { result: "partiallySucceeded" } } },
    "build completed",
  ],
  ["github", githubOf("fork", { forkee: { url: "https://api.github.com/repos/a/b" } }), "repository created"],
  ["github", githubOf("github_app_authorization", { action: "revoked" }), "app uninstalled"],
  ["github", githubOf("deployment_review", { action: "requested" }), "deployment requested"],
  ["razorpay", { body: { event: "payment_link.paid" } }, "payment succeeded"],
  ["razorpay", { body: { event: "payment.dispute.lost" } }, "dispute closed"],
  ["greenhouse", { body: { action: "candidate_stage_change" } }, "candidate moved"],
])("%s %# tells %o as %s", async (id, told, words) => {
  expect(await wordsTold(id, told)).toEqual([words]);
});
