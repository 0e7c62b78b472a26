package io.kontor.extension.grant;

import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.extension.ledger.GrantBook;
import io.kontor.extension.policy.OdrlTermsCompiler;
import io.kontor.extension.policy.OfferedTerms;
import io.kontor.extension.policy.TermsRefusedException;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.rejection.RejectionCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.edc.connector.controlplane.contract.spi.negotiation.store.ContractNegotiationStore;
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;
import org.eclipse.edc.spi.monitor.Monitor;

/**
 * Works the outbox off: proposes each finalised agreement as a grant. A proposal is idempotent on the agreement id, so a crash after the commit
 * only repeats it. A refusal of the ledger is final and kept with its code; anything else is tried again with back-off. One thread.
 */
final class GrantProposer {
    private static final int BATCH = 20;
    private static final Duration BACKOFF_FIRST = Duration.ofMillis(500);
    private static final Duration BACKOFF_MAX = Duration.ofMinutes(1);
    private static final int FIRST_VERSION = 1;

    private final GrantOutbox outbox;
    private final GrantBook grants;
    private final ContractNegotiationStore negotiations;
    private final EvidenceKeys evidenceKeys;
    private final Clock clock;
    private final Monitor monitor;

    GrantProposer(Sources sources, GrantOutbox outbox, EvidenceKeys evidenceKeys) {
        this.outbox = outbox;
        this.evidenceKeys = evidenceKeys;
        this.grants = sources.grants();
        this.negotiations = sources.negotiations();
        this.clock = sources.clock();
        this.monitor = sources.monitor();
    }

    /** Tries every row that is due, at most one batch. */
    void run() {
        for (OutboxRow row : outbox.due(clock.instant(), BATCH)) {
            propose(row);
        }
    }

    private void propose(OutboxRow row) {
        try {
            grants.propose(proposal(row));
            save(row, OutboxRow.State.PROPOSED, Optional.empty(), Optional.empty());
        } catch (LedgerRejectedException e) {
            refuse(row, e.code(), e.text());
        } catch (TermsRefusedException e) {
            refuse(row, RejectionCode.MALFORMED, String.valueOf(e.getMessage()));
        } catch (LedgerException e) {
            monitor.warning("Cannot propose grant " + row.agreementId() + " yet: " + e.getMessage());
            save(row, OutboxRow.State.PENDING, Optional.empty(), Optional.ofNullable(e.getMessage()));
        }
    }

    private GrantProposal proposal(OutboxRow row) throws TermsRefusedException {
        ContractAgreement agreement = negotiations.findContractAgreement(row.contractId());
        if (agreement == null) {
            throw new IllegalStateException("Cannot propose grant " + row.agreementId() + ": agreement "
                    + row.contractId() + " is not in the database");
        }
        OfferedTerms offered = OdrlTermsCompiler.compile(agreement.getPolicy());
        return new GrantProposal(
                row.agreementId(),
                FIRST_VERSION,
                offered.orderId(),
                offered.terms(),
                GrantTermsCodec.hash(offered.terms()),
                EvidenceKeys.digest(evidenceKeys.of(row.agreementId())));
    }

    private void refuse(OutboxRow row, RejectionCode code, String text) {
        monitor.warning("The ledger refused grant " + row.agreementId() + ": " + code + ": " + text);
        save(row, OutboxRow.State.REFUSED, Optional.of(code.name()), Optional.of(text));
    }

    private void save(OutboxRow row, OutboxRow.State state, Optional<String> code, Optional<String> text) {
        int attempts = row.attempts() + 1;
        Instant next = clock.instant().plus(backoff(attempts));
        outbox.save(new OutboxRow(row.agreementId(), row.contractId(), state, attempts, code, text), next);
    }

    private static Duration backoff(int attempts) {
        Duration wait = BACKOFF_FIRST.multipliedBy(1L << Math.min(attempts - 1, 10));
        return wait.compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : wait;
    }

    /** What the proposer reads and reports to. */
    record Sources(GrantBook grants, ContractNegotiationStore negotiations, Clock clock, Monitor monitor) {}
}
