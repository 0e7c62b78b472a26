package io.kontor.network.fabric;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.city.CityLedger;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.fabric.SettledLedger;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.city.CityLimits;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.RegistrationRule;
import io.kontor.model.city.SettlementCalendar;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Fingerprint;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.LegalForm;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberKey;
import io.kontor.model.member.MemberRole;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.order.Credential;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.order.TermsCommitment;
import io.kontor.model.product.NegotiatedTerms;
import io.kontor.model.product.NegotiatedTermsCodec;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.Tariff;
import io.kontor.model.rating.TariffBand;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceStatus;
import io.kontor.model.resource.Sensitivity;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import io.kontor.model.sharing.SplitBasis;
import io.kontor.model.sharing.SplitPlan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Synthetic cities and orders with negotiated terms on a network of sites: city S sells (CNF-1 to CNF-4). Not thread-safe. */
final class SecretOrders implements AutoCloseable {
    private static final String SELLER = "S-OPS";
    private static final List<DataItem> ITEMS = List.of(new DataItem("price", "TEXT", Sensitivity.NONE));

    private final SiteCities cities;
    private final long today = Instant.now().truncatedTo(ChronoUnit.DAYS).toEpochMilli();
    private final Map<String, Actor> actors = new HashMap<>();
    private final Map<String, FabricLedger> peers = new LinkedHashMap<>();
    private final List<Ledger> open = new ArrayList<>();

    SecretOrders(SiteCities cities) {
        this.cities = cities;
    }

    private record Actor(String mspId, IssuedIdentity identity, Ledger ledger) {}

    /** The ledger as a member's officer sees it at its own organisation's peer. */
    Ledger officer(String participantId) {
        return Objects.requireNonNull(actors.get(participantId)).ledger();
    }

    /** The terms of an order as a member's officer reads them at a peer of some organisation. */
    NegotiatedTerms seenAt(String mspId, String participantId, String orderId) {
        Actor actor = Objects.requireNonNull(actors.get(participantId));
        try (FabricLedger ledger = FabricLedger.connect(cities.connection(mspId, actor.mspId(), actor.identity()))) {
            return new OrderLedger(ledger).terms(orderId);
        }
    }

    /** The terms of an order as a member's officer reads them at its own peer. */
    NegotiatedTerms seenBy(String participantId, String orderId) {
        return new OrderLedger(officer(participantId)).terms(orderId);
    }

    private Member actor(String participantId, String mspId, MemberRole role, String... units) {
        IssuedIdentity identity =
                cities.keys(mspId).authority().issue(CertificateRequest.enrolment(participantId, units));
        for (Site site : cities.all()) {
            peers.computeIfAbsent(
                    site.organisation().mspId(),
                    msp -> FabricLedger.connect(
                            cities.connection(msp, msp, cities.keys(msp).client())));
        }
        Ledger ledger = new SettledLedger(
                FabricLedger.connect(cities.connection(mspId, mspId, identity)), List.copyOf(peers.values()));
        open.add(ledger);
        actors.put(participantId, new Actor(mspId, identity, ledger));
        byte[] spki = identity.certificate().getPublicKey().getEncoded();
        return new Member(
                participantId,
                participantId.substring(0, 1),
                mspId,
                List.of(role),
                "synthetic member " + participantId,
                Optional.empty(),
                LegalForm.PRIVATE,
                MemberStatus.ACTIVE,
                List.of(new MemberKey(
                        "officer-1",
                        KeyUse.OFFICER,
                        Fingerprint.ofKey(spki).digest(),
                        Base64.getEncoder().encodeToString(spki))),
                Optional.empty());
    }

    /** Founds a city with its regulator, named like the city with {@code -DATA}. */
    void found(String cityId) {
        String regulator = cityId + "DataMSP";
        Member data = actor(cityId + "-DATA", regulator, MemberRole.REGULATOR, "client", "regulator");
        new CityLedger(officer(cityId + "-DATA")).found(profile(cityId), data);
    }

    /** Admits a member of an organisation to its city. */
    void admit(String participantId, String mspId, MemberRole role) {
        Member member = actor(participantId, mspId, role, "client");
        new MemberLedger(officer(member.cityId() + "-DATA")).admit(member);
    }

    /** A city recognises another, whose members may then order there. */
    void recognise(String cityId, String other) {
        new CityLedger(officer(cityId + "-DATA")).recognise(cityId, other);
    }

    /** Listed by the seller: one resource, one approved use, one product. */
    void list() {
        new ResourceLedger(officer("S-H1"))
                .register(new Resource(
                        "R1",
                        "S-H1",
                        "S",
                        "synthetic price list",
                        DataClass.STRUCTURED_PLAIN,
                        1,
                        PersonalData.NONE,
                        ITEMS,
                        digest("legality"),
                        ResourceStatus.SUBMITTED,
                        Optional.empty(),
                        List.of()));
        new AuthorisationLedger(officer("S-DATA")).open(new AuthorisationOpening("AU-1", "S", SELLER, "1", today, 24));
        new AuthorisationLedger(officer(SELLER)).accept("AU-1");
        new ScenarioLedger(officer(SELLER))
                .propose(new Scenario(
                        "SC-1",
                        "AU-1",
                        "S",
                        SELLER,
                        "use",
                        "synthetic use",
                        List.of("price"),
                        List.of("R1"),
                        digest("plan"),
                        ScenarioStatus.PROPOSED,
                        Optional.empty()));
        new ScenarioLedger(officer("S-DATA")).approve("SC-1", "1");
        new ProductLedger(officer(SELLER))
                .list(
                        new Product("P-1", SELLER, "S", "SC-1", "prices", 1, ProductStatus.LISTED),
                        tariff("0.10", Action.PROCESS));
    }

    /** An order of a buyer, proposed and confided by it and signed by the seller. */
    CommittedTransaction order(String orderId, String buyer, String... concerned) {
        NegotiatedTerms terms = terms(orderId);
        Credential named = new Credential(digest("named"), digest("key"));
        new OrderLedger(officer(buyer))
                .propose(new OrderProposal(
                        orderId,
                        "P-1",
                        1,
                        "SC-1",
                        SELLER,
                        buyer,
                        List.of(named),
                        List.of(named),
                        Optional.of(new TermsCommitment(List.of(concerned), NegotiatedTermsCodec.digest(terms)))));
        CommittedTransaction confided = new OrderLedger(officer(buyer)).confide(terms);
        new OrderLedger(officer(SELLER)).sign(orderId);
        return confided;
    }

    /** What was negotiated. */
    NegotiatedTerms terms(String orderId) {
        return new NegotiatedTerms(orderId, tariff("0.05", Action.DOWNLOAD), digest("salt of " + orderId));
    }

    private ProductTariff tariff(String yuan, Action priced) {
        return new ProductTariff("P-1", 1, Tariff.of(bands(yuan)), List.of(priced), "synthetic", today);
    }

    private static BandSchedule bands(String yuan) {
        return BandSchedule.of(TariffBand.rest(UnitPrice.ofYuan(yuan)));
    }

    private static Digest32 digest(String text) {
        return Digest32.of(HashFunction.sha256().hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static CityProfile profile(String cityId) {
        return new CityProfile(
                cityId,
                1,
                "synthetic city " + cityId,
                cityId + "DataMSP",
                cityId + "OpsMSP",
                new CityLimits(36, 6, 2, 60, 30, 6, 7, 30),
                bands("0.10"),
                new SplitPlan(Money.ofFen(2_000), Ratio.of("0.5"), Ratio.of("0.4"), SplitBasis.ORDER),
                RegistrationRule.ALARM,
                SettlementCalendar.MONTHLY,
                480,
                List.of());
    }

    @Override
    public void close() {
        open.forEach(Ledger::close);
        peers.values().forEach(Ledger::close);
    }
}
