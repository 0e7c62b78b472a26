package io.kontor.devpeer.gateway;

import io.kontor.devpeer.contract.ContractServer;
import io.kontor.devpeer.identity.Organisation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/**
 * The organisations' peers that this process plays: one key each, and the contract server that each uses.
 *
 * @param address where clients reach this process, as error details name it
 * @param organisations the organisations in configured order
 * @param servers contract server by organisation; organisations may share one
 */
record Peers(String address, List<Organisation> organisations, Map<String, ContractServer> servers) {

    Peers {
        organisations = List.copyOf(organisations);
        servers = Map.copyOf(servers);
    }

    ContractServer server(final Organisation organisation) {
        return java.util.Objects.requireNonNull(servers.get(organisation.mspId()), organisation.mspId());
    }

    Optional<Organisation> find(final String mspId) {
        return organisations.stream()
                .filter(organisation -> organisation.mspId().equals(mspId))
                .findFirst();
    }

    /** An error detail as a Fabric gateway gives it for one endorser. */
    ErrorDetail detail(final String mspId, final String message) {
        return ErrorDetail.newBuilder()
                .setAddress(address)
                .setMspId(mspId)
                .setMessage(message)
                .build();
    }
}
