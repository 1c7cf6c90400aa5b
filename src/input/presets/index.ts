import baremetricsImportCsv from './baremetrics-import-csv.ts';
import chargebeeSubscriptionsApi from './chargebee-subscriptions-api.ts';
import chargebeeSubscriptionsCsv from './chargebee-subscriptions-csv.ts';
import chartmogulSubscriptionsCsv from './chartmogul-subscriptions-csv.ts';
import churnzeroAccountsCsv from './churnzero-accounts-csv.ts';
import delightedResponsesApi from './delighted-responses-api.ts';
import freshdeskTicketsCsv from './freshdesk-tickets-csv.ts';
import googleFormsCsv from './google-forms-csv.ts';
import gorgiasTicketsCsv from './gorgias-tickets-csv.ts';
import helpscoutConversationsApi from './helpscout-conversations-api.ts';
import hubspotCompaniesCsv from './hubspot-companies-csv.ts';
import intercomCompaniesApi from './intercom-companies-api.ts';
import intercomConversationsApi from './intercom-conversations-api.ts';
import intercomConversationsCsv from './intercom-conversations-csv.ts';
import intercomCsatCsv from './intercom-csat-csv.ts';
import jaffleShopOrdersCsv from './jaffle-shop-orders-csv.ts';
import jaffleShopPaymentsCsv from './jaffle-shop-payments-csv.ts';
import jiraCsv from './jira-csv.ts';
import lagoInvoicesCsv from './lago-invoices-csv.ts';
import lagoSubscriptionsApi from './lago-subscriptions-api.ts';
import paddleSubscriptionsApi from './paddle-subscriptions-api.ts';
import qualtricsCsv from './qualtrics-csv.ts';
import qualtricsLegacyCsv from './qualtrics-legacy-csv.ts';
import quickbooksSalesCsv from './quickbooks-sales-csv.ts';
import recurlySubscriptionsCsv from './recurly-subscriptions-csv.ts';
import salesforceAccountApiCsv from './salesforce-account-api-csv.ts';
import salesforceCaseReportCsv from './salesforce-case-report-csv.ts';
import stripeCustomersCsv from './stripe-customers-csv.ts';
import stripeSubscriptionsApi from './stripe-subscriptions-api.ts';
import stripeSubscriptionsCsv from './stripe-subscriptions-csv.ts';
import surveymonkeyCsv from './surveymonkey-csv.ts';
import typeformCsv from './typeform-csv.ts';
import vitallyAccountsCsv from './vitally-accounts-csv.ts';
import zendeskCsatApi from './zendesk-csat-api.ts';
import zendeskTicketsApi from './zendesk-tickets-api.ts';
import zendeskTicketsCsv from './zendesk-tickets-csv.ts';
import zendeskTicketsNdjson from './zendesk-tickets-ndjson.ts';
import type { Preset } from './preset.ts';

/** Every preset, by file name. */
export const presets: readonly Preset[] = [
  baremetricsImportCsv,
  chargebeeSubscriptionsApi,
  chargebeeSubscriptionsCsv,
  chartmogulSubscriptionsCsv,
  churnzeroAccountsCsv,
  delightedResponsesApi,
  freshdeskTicketsCsv,
  googleFormsCsv,
  gorgiasTicketsCsv,
  helpscoutConversationsApi,
  hubspotCompaniesCsv,
  intercomCompaniesApi,
  intercomConversationsApi,
  intercomConversationsCsv,
  intercomCsatCsv,
  jaffleShopOrdersCsv,
  jaffleShopPaymentsCsv,
  jiraCsv,
  lagoInvoicesCsv,
  lagoSubscriptionsApi,
  paddleSubscriptionsApi,
  qualtricsCsv,
  qualtricsLegacyCsv,
  quickbooksSalesCsv,
  recurlySubscriptionsCsv,
  salesforceAccountApiCsv,
  salesforceCaseReportCsv,
  stripeCustomersCsv,
  stripeSubscriptionsApi,
  stripeSubscriptionsCsv,
  surveymonkeyCsv,
  typeformCsv,
  vitallyAccountsCsv,
  zendeskCsatApi,
  zendeskTicketsApi,
  zendeskTicketsCsv,
  zendeskTicketsNdjson,
];
