package io.kontor.devpeer.contract;

import io.kontor.devpeer.ledger.Collections;
import java.util.List;

/**
 * Which collections a run may use: those that its peer holds, for clients of their members (DEV-22).
 *
 * @param collections the chaincode's collections
 * @param peer organisation whose peer runs it
 * @param client organisation of who asks
 */
public record CollectionAccess(Collections collections, String peer, String client) {

    /** Refuses what Fabric refuses, in its words. */
    void requireValues(final String collection) throws RequestRefused {
        final List<String> members = known(collection);
        if (!members.contains(client)) {
            throw new RequestRefused(
                    "tx creator does not have access permission on privatedata in collectionName:" + collection);
        }
        if (!members.contains(peer)) {
            throw new RequestRefused("private data matching public hash version is not available in collection "
                    + collection + ": the peer of " + peer + " does not hold it");
        }
    }

    /** Refuses a collection that does not exist. */
    List<String> known(final String collection) throws RequestRefused {
        return collections
                .membersOf(collection)
                .orElseThrow(() -> new RequestRefused("collection " + collection + " could not be found"));
    }
}
