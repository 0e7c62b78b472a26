package io.kontor.extension.grant;

import io.kontor.client.ledger.LedgerException;
import io.kontor.extension.ledger.GrantBook;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStanding;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.rejection.RejectionCode;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;
import org.eclipse.edc.connector.controlplane.services.spi.transferprocess.TransferProcessService;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcess;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcessStates;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.command.ResumeTransferCommand;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.command.SuspendTransferCommand;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.command.TerminateTransferCommand;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.result.ServiceResult;

/**
 * Makes running transfers follow their grants: ends them when the grant has ended, suspends them while it is suspended, resumes what it
 * suspended. Told of changed grants by ledger events, and sweeping all live transfers now and then because events may be missed.
 *
 * <p>The supplier's side acts and tells the consumer by DSP: two sides that act at once would meet each other's leases, and EDC answers that by
 * terminating. The consumer's side only ends what its supplier left running for a while after the end of the grant. {@link #changed} may be
 * called from any thread, the rest from one.
 */
final class TransferWarden {
    private static final String REASON = "grant is ";
    private static final String GRANT_KEY = "grant/";
    private static final int PAGE = 100;
    private static final int PAGES_MAX = 100;
    private static final int CHANGES_MAX = 10_000;
    private static final long CONSUMER_WAITS_MS = 10_000;

    private final GrantBook grants;
    private final LiveTransfers live;
    private final TransferProcessService transfers;
    private final Clock clock;
    private final Monitor monitor;
    private final Set<String> changed = new LinkedHashSet<>();
    /** Grants by the ledger keys that decide how they stand. */
    private final Map<String, Set<String>> dependants = new ConcurrentHashMap<>();

    TransferWarden(Sources sources, LiveTransfers live, TransferProcessService transfers) {
        this.grants = sources.grants();
        this.live = live;
        this.transfers = transfers;
        this.clock = sources.clock();
        this.monitor = sources.monitor();
    }

    /** Notes that a key of the ledger was written: a grant's own, or one on which grants hang that are transferred here (GRT-7). */
    void written(String key) {
        if (key.startsWith(GRANT_KEY)) {
            changed(key.substring(GRANT_KEY.length()));
        }
        dependants.getOrDefault(key, Set.of()).forEach(this::changed);
    }

    /** Notes that a grant may stand otherwise now. Beyond the bound the next sweep finds it. */
    void changed(String agreementId) {
        synchronized (changed) {
            if (changed.size() < CHANGES_MAX) {
                changed.add(agreementId);
            }
        }
    }

    /** Looks at the transfers of the grants that changed. */
    void follow() {
        for (String agreementId : take()) {
            try {
                live.agreement(agreementId)
                        .ifPresent(
                                agreement -> live.of(agreement, PAGE).forEach(transfer -> align(agreement, transfer)));
            } catch (LedgerException e) {
                changed(agreementId);
                throw e;
            }
        }
    }

    /** Looks at every live transfer. */
    void sweep() {
        for (int page = 0; page < PAGES_MAX; page++) {
            List<TransferProcess> transfersOfPage = live.page(page * PAGE, PAGE);
            transfersOfPage.forEach(
                    transfer -> live.agreement(transfer).ifPresent(agreement -> align(agreement, transfer)));
            if (transfersOfPage.size() < PAGE) {
                return;
            }
        }
    }

    private List<String> take() {
        synchronized (changed) {
            List<String> taken = List.copyOf(changed);
            changed.clear();
            return taken;
        }
    }

    private void align(ContractAgreement agreement, TransferProcess transfer) {
        Optional<Grant> grant = grants.find(agreement.getAgreementId());
        if (grant.isEmpty()) {
            return;
        }
        if (transfer.getType() == TransferProcess.Type.PROVIDER) {
            alignSupplier(grant.get(), transfer);
        } else if (grant.get().status().ended() && endedLongAgo(grant.get())) {
            terminate(transfer, grant.get().status());
        }
    }

    private void alignSupplier(Grant grant, TransferProcess transfer) {
        GrantStatus status = grant.status();
        TransferProcessStates state = TransferProcessStates.from(transfer.getState());
        String id = transfer.getId();
        if (status.ended()) {
            terminate(transfer, status);
        } else if (status == GrantStatus.SUSPENDED && state == TransferProcessStates.STARTED) {
            report(id, transfers.suspend(new SuspendTransferCommand(id, REASON + status)));
        } else if (status == GrantStatus.ACTIVE) {
            Optional<String> against = against(grant.grantId());
            if (against.isPresent() && state == TransferProcessStates.STARTED) {
                report(id, transfers.suspend(new SuspendTransferCommand(id, REASON + against.get())));
            } else if (against.isEmpty() && state == TransferProcessStates.SUSPENDED && byGrant(transfer)) {
                report(id, transfers.resume(new ResumeTransferCommand(id)));
            }
        }
    }

    /** What stands above an ACTIVE grant against serving it; a window that has not begun does not. */
    private Optional<String> against(String grantId) {
        GrantStanding standing = grants.standing(grantId);
        for (String key : standing.watch()) {
            if (dependants.size() < CHANGES_MAX) {
                dependants
                        .computeIfAbsent(key, name -> ConcurrentHashMap.newKeySet())
                        .add(grantId);
            }
        }
        return standing.refusal()
                .filter(code -> code != RejectionCode.BEFORE_WINDOW)
                .map(code -> "not served, " + code);
    }

    private void terminate(TransferProcess transfer, GrantStatus status) {
        report(transfer.getId(), transfers.terminate(new TerminateTransferCommand(transfer.getId(), REASON + status)));
    }

    private boolean endedLongAgo(Grant grant) {
        return grant.endedAt()
                .map(at -> clock.millis() - at > CONSUMER_WAITS_MS)
                .orElse(true);
    }

    private static boolean byGrant(TransferProcess transfer) {
        String detail = transfer.getErrorDetail();
        return detail != null && detail.startsWith(REASON);
    }

    private void report(String transferId, ServiceResult<Void> result) {
        result.onFailure(failure -> monitor.info(
                "Cannot align transfer " + transferId + " with its grant yet: " + failure.getFailureDetail()));
    }

    /** What the warden asks and reports to. */
    record Sources(GrantBook grants, Clock clock, Monitor monitor) {}
}
