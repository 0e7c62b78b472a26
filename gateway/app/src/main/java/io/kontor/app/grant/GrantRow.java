package io.kontor.app.grant;

import io.kontor.app.ledger.LedgerRecord;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.order.Signature;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A grant as the page shows it.
 *
 * @param source its record with the transaction
 * @param grant the grant
 * @param resource title, class and mode of its resource
 * @param scenarioTitle title of its scenario, empty when the index has none
 * @param deletion state of its deletion task, empty while there is none
 * @param units units of its actions
 */
public record GrantRow(
        LedgerRecord source,
        Grant grant,
        ResourceFacts resource,
        String scenarioTitle,
        String deletion,
        List<ActionUnits> units) {

    public GrantRow {
        units = List.copyOf(units);
    }

    /** Supplier, seller and buyer with their signatures. */
    public List<Signer> signers() {
        return Stream.of(
                        signer("supplier", grant.supplier()),
                        signer("seller", grant.seller()),
                        signer("buyer", grant.buyer()))
                .toList();
    }

    /** Whether the window has begun and is not over at that time. */
    public boolean inWindow(long epochMs) {
        return grant.terms().window().startsAt() <= epochMs
                && epochMs < grant.terms().window().endsAt();
    }

    /** Whether it is active and nothing is left of any action. */
    public boolean exhausted() {
        return grant.status() == GrantStatus.ACTIVE
                && !units.isEmpty()
                && units.stream().allMatch(ActionUnits::exhausted);
    }

    /** The same with its units. */
    GrantRow with(List<ActionUnits> counted) {
        return new GrantRow(source, grant, resource, scenarioTitle, deletion, counted);
    }

    private Signer signer(String role, String participantId) {
        Optional<Signature> signature = grant.signatures().stream()
                .filter(found -> found.participantId().equals(participantId))
                .findFirst();
        return new Signer(role, participantId, signature);
    }

    /**
     * One of the three who sign.
     *
     * @param role supplier, seller or buyer
     * @param participantId member
     * @param signature its signature, once given
     */
    public record Signer(String role, String participantId, Optional<Signature> signature) {}

    /**
     * What the index knows of the resource.
     *
     * @param title title, empty when the index has none
     * @param dataClass class of the data, empty when the index has none
     * @param mode mode of circulation, empty when the index has none
     * @param grade grade, 0 when the index has none
     */
    public record ResourceFacts(String title, String dataClass, String mode, int grade) {}
}
