package io.kontor.network.fabric;

/**
 * One organisation of one network: its keys, its ports.
 *
 * @param number place in the network, from 0
 * @param organisation the organisation
 * @param keys its keys and certificates
 * @param ports its ports
 */
record Place(int number, Organisation organisation, OrganisationFolder keys, NetworkPorts.OfOrganisation ports) {

    String mspId() {
        return organisation.mspId();
    }

    String peerAddress() {
        return "127.0.0.1:" + ports.peer();
    }

    String ordererAddress() {
        return "127.0.0.1:" + ports.orderer();
    }
}
