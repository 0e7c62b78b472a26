package io.kontor.extension.negotiation;

import java.util.stream.Stream;
import org.eclipse.edc.connector.controlplane.contract.spi.negotiation.store.ContractNegotiationStore;
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;
import org.eclipse.edc.connector.controlplane.contract.spi.types.negotiation.ContractNegotiation;
import org.eclipse.edc.spi.query.Criterion;
import org.eclipse.edc.spi.query.QuerySpec;
import org.eclipse.edc.transaction.spi.TransactionContext;
import org.eclipse.edc.web.spi.exception.ObjectNotFoundException;

/** Finds, for a shared agreement id, EDC's local id and the address that it was negotiated with. */
final class AgreementDirectory {
    private final ContractNegotiationStore negotiations;
    private final TransactionContext transactions;

    AgreementDirectory(ContractNegotiationStore negotiations, TransactionContext transactions) {
        this.negotiations = negotiations;
        this.transactions = transactions;
    }

    /** The other party of an agreement. */
    record Party(String contractId, String address) {}

    Party counterParty(String agreementId) {
        return transactions.execute(() -> {
            try (Stream<ContractAgreement> agreements =
                            negotiations.queryAgreements(filter("agreementId", agreementId));
                    Stream<Party> parties = agreements.flatMap(this::parties)) {
                return parties.findFirst()
                        .orElseThrow(() -> new ObjectNotFoundException(ContractAgreement.class, agreementId));
            }
        });
    }

    private Stream<Party> parties(ContractAgreement agreement) {
        return negotiations
                .queryNegotiations(filter("contractAgreement.id", agreement.getId()))
                .map(ContractNegotiation::getCounterPartyAddress)
                .map(address -> new Party(agreement.getId(), address));
    }

    private static QuerySpec filter(String field, String value) {
        return QuerySpec.Builder.newInstance()
                .filter(new Criterion(field, "=", value))
                .limit(1)
                .build();
    }
}
