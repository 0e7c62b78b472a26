package io.kontor.devpeer.ledger;

import io.kontor.devpeer.identity.Organisations;
import io.kontor.devpeer.identity.SigningIdentity;

/**
 * What the channel is: its name, its one chaincode with its collections, and its organisations.
 *
 * @param channel name of the channel
 * @param chaincode name of the chaincode
 * @param organisations the organisations
 * @param collections private data collections of the chaincode
 */
public record ChannelDefinition(
        String channel, String chaincode, Organisations organisations, Collections collections) {

    /** The identity that signs blocks: the peer of the first organisation. */
    public SigningIdentity blockSigner() {
        return organisations.all().get(0).peer();
    }
}
