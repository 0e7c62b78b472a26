package io.kontor.network.fabric;

/**
 * One organisation of one network: its keys, its machine, its ports.
 *
 * @param number place in the network, from 0
 * @param organisation the organisation
 * @param keys its keys and certificates; of another organisation certificates only
 * @param host its machine
 * @param ports its ports
 */
record Place(
        int number, Organisation organisation, OrganisationFolder keys, Host host, NetworkPorts.OfOrganisation ports) {

    String mspId() {
        return organisation.mspId();
    }

    String peerAddress() {
        return host.name() + ":" + ports.peer();
    }

    String ordererAddress() {
        return host.name() + ":" + ports.orderer();
    }
}
