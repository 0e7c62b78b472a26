package io.kontor.model.record;

import io.kontor.model.authorisation.AuthorisationCodec;
import io.kontor.model.authorisation.AuthorisationOpeningCodec;
import io.kontor.model.city.CityLimitsCodec;
import io.kontor.model.city.CityProfileCodec;
import io.kontor.model.consent.ConsentCodec;
import io.kontor.model.consent.ConsentDocumentCodec;
import io.kontor.model.derivative.DerivativeCodec;
import io.kontor.model.derivative.DerivativeSubmissionCodec;
import io.kontor.model.derivative.ParentCallCodec;
import io.kontor.model.grant.ActionTermsCodec;
import io.kontor.model.grant.DayHoursCodec;
import io.kontor.model.grant.DeletionTaskCodec;
import io.kontor.model.grant.GrantCodec;
import io.kontor.model.grant.GrantProposalCodec;
import io.kontor.model.grant.GrantStandingCodec;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.RateLimitCodec;
import io.kontor.model.grant.TimeWindowCodec;
import io.kontor.model.grant.UsageBoundsCodec;
import io.kontor.model.grant.ViewingBoundsCodec;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberCodec;
import io.kontor.model.member.MemberKeyCodec;
import io.kontor.model.merkle.ConsistencyProofCodec;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.merkle.TreeHeadCodec;
import io.kontor.model.order.CredentialCodec;
import io.kontor.model.order.OrderCodec;
import io.kontor.model.order.OrderProposalCodec;
import io.kontor.model.order.SignatureCodec;
import io.kontor.model.order.TermsCommitmentCodec;
import io.kontor.model.product.NegotiatedTermsCodec;
import io.kontor.model.product.ProductCodec;
import io.kontor.model.product.ProductTariffCodec;
import io.kontor.model.rating.BandScheduleCodec;
import io.kontor.model.rating.StatementLineCodec;
import io.kontor.model.rating.TariffBandCodec;
import io.kontor.model.rating.TariffCodec;
import io.kontor.model.receipt.AllowanceCodec;
import io.kontor.model.receipt.AnchorRequestCodec;
import io.kontor.model.receipt.BreachCodec;
import io.kontor.model.receipt.ClaimBatchCodec;
import io.kontor.model.receipt.ClaimCodec;
import io.kontor.model.receipt.ClaimResultCodec;
import io.kontor.model.receipt.GiveBackCodec;
import io.kontor.model.receipt.GivenBackCodec;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LeaseRequestCodec;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.PeriodClosedCodec;
import io.kontor.model.receipt.ProvenLeafCodec;
import io.kontor.model.receipt.ReceiptLogCodec;
import io.kontor.model.receipt.SignedTreeHeadCodec;
import io.kontor.model.receipt.UsageCountsCodec;
import io.kontor.model.receipt.UsageTotalCodec;
import io.kontor.model.receipt.WriteOffCodec;
import io.kontor.model.resource.DataItemCodec;
import io.kontor.model.resource.ResourceCodec;
import io.kontor.model.scenario.ScenarioCodec;
import io.kontor.model.settlement.AcknowledgedUsageCodec;
import io.kontor.model.settlement.CountDifferenceCodec;
import io.kontor.model.settlement.CreditNoteCodec;
import io.kontor.model.settlement.DisputeCodec;
import io.kontor.model.settlement.DisputeOpeningCodec;
import io.kontor.model.settlement.MissingReceiptCodec;
import io.kontor.model.settlement.OrderAccountCodec;
import io.kontor.model.settlement.PeriodCountCodec;
import io.kontor.model.settlement.PeriodRatingCodec;
import io.kontor.model.settlement.PeriodSharesCodec;
import io.kontor.model.settlement.SettlementCodec;
import io.kontor.model.settlement.SignedUsageCodec;
import io.kontor.model.settlement.SupplierShareCodec;
import io.kontor.model.sharing.SplitPlanCodec;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every record with its sample and its codec; nested records of others stand in those. */
final class Catalogue {

    private Catalogue() {}

    /**
     * A record under test.
     *
     * @param sample an instance with every optional field present
     * @param toJson writes it
     * @param fromJson reads it
     * @param <T> its type
     */
    record Entry<T>(T sample, Function<T, JsonObject> toJson, Function<JsonObject, T> fromJson) {

        JsonObject json() {
            return toJson.apply(sample);
        }

        @Override
        public String toString() {
            return sample.getClass().getSimpleName();
        }
    }

    static List<Entry<?>> all() {
        return Stream.of(ofTheFederation(), ofTheDeal(), ofItsCourse(), ofTheCalls())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Entry<?>> ofTheFederation() {
        return List.of(
                new Entry<>(Samples.BAND, TariffBandCodec::toJson, TariffBandCodec::fromJson),
                new Entry<>(Samples.BANDS, BandScheduleCodec::toJson, BandScheduleCodec::fromJson),
                new Entry<>(Samples.LINE, StatementLineCodec::toJson, StatementLineCodec::fromJson),
                new Entry<>(Samples.TARIFF, TariffCodec::toJson, TariffCodec::fromJson),
                new Entry<>(Samples.SPLIT, SplitPlanCodec::toJson, SplitPlanCodec::fromJson),
                new Entry<>(Samples.INCLUSION, InclusionProofCodec::toJson, InclusionProofCodec::fromJson),
                new Entry<>(Samples.CONSISTENCY, ConsistencyProofCodec::toJson, ConsistencyProofCodec::fromJson),
                new Entry<>(Samples.HEAD, TreeHeadCodec::toJson, TreeHeadCodec::fromJson),
                new Entry<>(Samples.KEY, MemberKeyCodec::toJson, MemberKeyCodec::fromJson),
                new Entry<>(Samples.MEMBER, MemberCodec::toJson, MemberCodec::fromJson),
                new Entry<>(Samples.LIMITS, CityLimitsCodec::toJson, CityLimitsCodec::fromJson),
                new Entry<>(Samples.PROFILE, CityProfileCodec::toJson, CityProfileCodec::fromJson),
                new Entry<>(Samples.ITEM, DataItemCodec::toJson, DataItemCodec::fromJson),
                new Entry<>(Samples.RESOURCE, ResourceCodec::toJson, ResourceCodec::fromJson),
                new Entry<>(Samples.OPENING, AuthorisationOpeningCodec::toJson, AuthorisationOpeningCodec::fromJson),
                new Entry<>(Samples.AUTHORISATION, AuthorisationCodec::toJson, AuthorisationCodec::fromJson),
                new Entry<>(Samples.SCENARIO, ScenarioCodec::toJson, ScenarioCodec::fromJson),
                new Entry<>(Samples.PRODUCT, ProductCodec::toJson, ProductCodec::fromJson),
                new Entry<>(Samples.PRODUCT_TARIFF, ProductTariffCodec::toJson, ProductTariffCodec::fromJson));
    }

    private static List<Entry<?>> ofTheDeal() {
        return List.of(
                new Entry<>(DealSamples.USER, CredentialCodec::toJson, CredentialCodec::fromJson),
                new Entry<>(DealSamples.SIGNATURE, SignatureCodec::toJson, SignatureCodec::fromJson),
                new Entry<>(DealSamples.COMMITMENT, TermsCommitmentCodec::toJson, TermsCommitmentCodec::fromJson),
                new Entry<>(DealSamples.NEGOTIATED, NegotiatedTermsCodec::toJson, NegotiatedTermsCodec::fromJson),
                new Entry<>(DealSamples.PROPOSAL, OrderProposalCodec::toJson, OrderProposalCodec::fromJson),
                new Entry<>(DealSamples.ORDER, OrderCodec::toJson, OrderCodec::fromJson),
                new Entry<>(DealSamples.ACTION_TERMS, ActionTermsCodec::toJson, ActionTermsCodec::fromJson),
                new Entry<>(DealSamples.WINDOW, TimeWindowCodec::toJson, TimeWindowCodec::fromJson),
                new Entry<>(DealSamples.VIEWING, ViewingBoundsCodec::toJson, ViewingBoundsCodec::fromJson),
                new Entry<>(DealSamples.HOURS, DayHoursCodec::toJson, DayHoursCodec::fromJson),
                new Entry<>(DealSamples.RATE, RateLimitCodec::toJson, RateLimitCodec::fromJson),
                new Entry<>(DealSamples.BOUNDS, UsageBoundsCodec::toJson, UsageBoundsCodec::fromJson),
                new Entry<>(DealSamples.TERMS, GrantTermsCodec::toJson, GrantTermsCodec::fromJson),
                new Entry<>(DealSamples.GRANT_PROPOSAL, GrantProposalCodec::toJson, GrantProposalCodec::fromJson),
                new Entry<>(DealSamples.GRANT, GrantCodec::toJson, GrantCodec::fromJson));
    }

    private static List<Entry<?>> ofItsCourse() {
        return List.of(
                new Entry<>(DerivativeSamples.PARENT, ParentCallCodec::toJson, ParentCallCodec::fromJson),
                new Entry<>(
                        DerivativeSamples.SUBMISSION,
                        DerivativeSubmissionCodec::toJson,
                        DerivativeSubmissionCodec::fromJson),
                new Entry<>(DerivativeSamples.DERIVATIVE, DerivativeCodec::toJson, DerivativeCodec::fromJson),
                new Entry<>(DealSamples.STANDING, GrantStandingCodec::toJson, GrantStandingCodec::fromJson),
                new Entry<>(DealSamples.DELETION, DeletionTaskCodec::toJson, DeletionTaskCodec::fromJson),
                new Entry<>(DealSamples.CONSENT, ConsentCodec::toJson, ConsentCodec::fromJson),
                new Entry<>(DealSamples.DOCUMENT, ConsentDocumentCodec::toJson, ConsentDocumentCodec::fromJson),
                new Entry<>(DealSamples.COUNT, PeriodCountCodec::toJson, PeriodCountCodec::fromJson),
                new Entry<>(DealSamples.SIGNED_USAGE, SignedUsageCodec::toJson, SignedUsageCodec::fromJson),
                new Entry<>(DealSamples.ACKNOWLEDGED, AcknowledgedUsageCodec::toJson, AcknowledgedUsageCodec::fromJson),
                new Entry<>(DealSamples.MISSING, MissingReceiptCodec::toJson, MissingReceiptCodec::fromJson),
                new Entry<>(DealSamples.DIFFERENCE, CountDifferenceCodec::toJson, CountDifferenceCodec::fromJson),
                new Entry<>(DealSamples.RATING, PeriodRatingCodec::toJson, PeriodRatingCodec::fromJson),
                new Entry<>(DealSamples.SHARE, SupplierShareCodec::toJson, SupplierShareCodec::fromJson),
                new Entry<>(DealSamples.SHARES, PeriodSharesCodec::toJson, PeriodSharesCodec::fromJson),
                new Entry<>(DealSamples.SETTLEMENT, SettlementCodec::toJson, SettlementCodec::fromJson),
                new Entry<>(DealSamples.ACCOUNT, OrderAccountCodec::toJson, OrderAccountCodec::fromJson),
                new Entry<>(DealSamples.CREDIT, CreditNoteCodec::toJson, CreditNoteCodec::fromJson),
                new Entry<>(DealSamples.DISPUTE, DisputeCodec::toJson, DisputeCodec::fromJson),
                new Entry<>(DealSamples.DISPUTE_OPENING, DisputeOpeningCodec::toJson, DisputeOpeningCodec::fromJson));
    }

    private static List<Entry<?>> ofTheCalls() {
        return List.of(
                new Entry<>(ReceiptSamples.ALLOWANCE, AllowanceCodec::toJson, AllowanceCodec::fromJson),
                new Entry<>(ReceiptSamples.COUNTS, UsageCountsCodec::toJson, UsageCountsCodec::fromJson),
                new Entry<>(ReceiptSamples.TOTAL, UsageTotalCodec::toJson, UsageTotalCodec::fromJson),
                new Entry<>(ReceiptSamples.SIGNED_HEAD, SignedTreeHeadCodec::toJson, SignedTreeHeadCodec::fromJson),
                new Entry<>(ReceiptSamples.PERIOD_CLOSED, PeriodClosedCodec::toJson, PeriodClosedCodec::fromJson),
                new Entry<>(ReceiptSamples.ANCHOR, AnchorRequestCodec::toJson, AnchorRequestCodec::fromJson),
                new Entry<>(ReceiptSamples.BREACH, BreachCodec::toJson, BreachCodec::fromJson),
                new Entry<>(ReceiptSamples.CLAIM, ClaimCodec::toJson, ClaimCodec::fromJson),
                new Entry<>(ReceiptSamples.BATCH, ClaimBatchCodec::toJson, ClaimBatchCodec::fromJson),
                new Entry<>(ReceiptSamples.RESULT, ClaimResultCodec::toJson, ClaimResultCodec::fromJson),
                new Entry<>(ReceiptSamples.LEASE_REQUEST, LeaseRequestCodec::toJson, LeaseRequestCodec::fromJson),
                new Entry<>(ReceiptSamples.LEASE, LeaseCodec::toJson, LeaseCodec::fromJson),
                new Entry<>(ReceiptSamples.PROVEN_LEAF, ProvenLeafCodec::toJson, ProvenLeafCodec::fromJson),
                new Entry<>(ReceiptSamples.GIVE_BACK, GiveBackCodec::toJson, GiveBackCodec::fromJson),
                new Entry<>(ReceiptSamples.GIVEN_BACK, GivenBackCodec::toJson, GivenBackCodec::fromJson),
                new Entry<>(ReceiptSamples.WRITE_OFF, WriteOffCodec::toJson, WriteOffCodec::fromJson),
                new Entry<>(ReceiptSamples.LOG_HEAD, LogHeadCodec::toJson, LogHeadCodec::fromJson),
                new Entry<>(ReceiptSamples.LOG, ReceiptLogCodec::toJson, ReceiptLogCodec::fromJson));
    }
}
