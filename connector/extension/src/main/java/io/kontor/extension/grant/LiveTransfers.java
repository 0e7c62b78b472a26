package io.kontor.extension.grant;

import static org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcessStates.REQUESTED;
import static org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcessStates.RESUMED;
import static org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcessStates.RESUMING;
import static org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcessStates.STARTED;
import static org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcessStates.STARTING;
import static org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcessStates.SUSPENDED;
import static org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcessStates.SUSPENDING;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.edc.connector.controlplane.contract.spi.negotiation.store.ContractNegotiationStore;
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;
import org.eclipse.edc.connector.controlplane.services.spi.transferprocess.TransferProcessService;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcess;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcessStates;
import org.eclipse.edc.spi.query.Criterion;
import org.eclipse.edc.spi.query.QuerySpec;
import org.eclipse.edc.transaction.spi.TransactionContext;

/** Finds transfers that have not ended, and the agreement that each stands under. */
final class LiveTransfers {
    private static final List<Integer> LIVE = Stream.of(
                    REQUESTED, STARTING, STARTED, SUSPENDING, SUSPENDED, RESUMING, RESUMED)
            .map(TransferProcessStates::code)
            .toList();

    private final TransferProcessService transfers;
    private final ContractNegotiationStore negotiations;
    private final TransactionContext transactions;

    LiveTransfers(
            TransferProcessService transfers, ContractNegotiationStore negotiations, TransactionContext transactions) {
        this.transfers = transfers;
        this.negotiations = negotiations;
        this.transactions = transactions;
    }

    /** One page of live transfers. */
    List<TransferProcess> page(int offset, int limit) {
        return search(QuerySpec.Builder.newInstance()
                .filter(new Criterion("state", "in", LIVE))
                .sortField("createdAt")
                .offset(offset)
                .limit(limit)
                .build());
    }

    /** Live transfers of one agreement. */
    List<TransferProcess> of(ContractAgreement agreement, int limit) {
        return search(QuerySpec.Builder.newInstance()
                .filter(new Criterion("state", "in", LIVE))
                .filter(new Criterion("contractId", "=", agreement.getId()))
                .limit(limit)
                .build());
    }

    /** Agreement by its shared id. */
    Optional<ContractAgreement> agreement(String agreementId) {
        QuerySpec query = QuerySpec.Builder.newInstance()
                .filter(new Criterion("agreementId", "=", agreementId))
                .limit(1)
                .build();
        return transactions.execute(() -> {
            try (Stream<ContractAgreement> found = negotiations.queryAgreements(query)) {
                return found.findFirst();
            }
        });
    }

    /** Agreement of a transfer. */
    Optional<ContractAgreement> agreement(TransferProcess transfer) {
        return Optional.ofNullable(negotiations.findContractAgreement(transfer.getContractId()));
    }

    private List<TransferProcess> search(QuerySpec query) {
        return transfers
                .search(query)
                .orElseThrow(
                        failure -> new IllegalStateException("Cannot list transfers: " + failure.getFailureDetail()));
    }
}
