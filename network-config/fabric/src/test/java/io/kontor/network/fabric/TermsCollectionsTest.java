package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CNF-2: a collection of each city and of each two, endorsed by a majority of its members. */
class TermsCollectionsTest {

    /** NET-18. */
    @Test
    void they_are_the_same_bytes_in_whatever_order_the_organisations_are_known() {
        List<Organisation> turned = new ArrayList<>(Organisation.TWO_CITIES);
        Collections.reverse(turned);
        TermsCollections collections = TermsCollections.of(Organisation.TWO_CITIES);
        assertThat(TermsCollections.of(turned)).isEqualTo(collections);
        Definition definition = Definition.of("0".repeat(64), collections, 3);
        assertThat(definition.collectionsDigest()).isEqualTo(collections.digest());
        turned.set(0, new Organisation("QOpsMSP", "F", "OPERATOR"));
        assertThat(definition.sameAs(Definition.of("0".repeat(64), TermsCollections.of(turned), 3)))
                .isFalse();
        assertThat(new Definition("0.1.0", 1).collectionsDigest()).isEmpty();
    }

    @Test
    void the_members_of_committed_collections_are_read_from_what_the_peer_prints() {
        assertThat(CommittedCollections.members(
                        "{\"principal\": \"CghTRGF0YU1TUA==\"} \"principal\": \"CgdTT3BzTVNQEAM=\""))
                .containsExactly("SDataMSP", "SOpsMSP");
    }

    @Test
    void each_city_and_each_two_have_a_collection_of_their_organisations() {
        assertThat(TermsCollections.of(Organisation.TWO_CITIES).json().lines())
                .containsExactly(
                        "[{\"name\":\"terms-F\",\"policy\":\"OR('FDataMSP.member','FOpsMSP.member')\","
                                + "\"requiredPeerCount\":0,\"maxPeerCount\":1,\"blockToLive\":0,\"memberOnlyRead\":true,"
                                + "\"memberOnlyWrite\":true,\"endorsementPolicy\":{\"signaturePolicy\":"
                                + "\"OutOf(2,'FDataMSP.peer','FOpsMSP.peer')\"}},",
                        "{\"name\":\"terms-F-Q\",\"policy\":\"OR('FDataMSP.member','FOpsMSP.member','QDataMSP.member',"
                                + "'QOpsMSP.member')\",\"requiredPeerCount\":0,\"maxPeerCount\":3,\"blockToLive\":0,"
                                + "\"memberOnlyRead\":true,\"memberOnlyWrite\":true,\"endorsementPolicy\":{\"signaturePolicy\":"
                                + "\"OutOf(3,'FDataMSP.peer','FOpsMSP.peer','QDataMSP.peer','QOpsMSP.peer')\"}},",
                        "{\"name\":\"terms-Q\",\"policy\":\"OR('QDataMSP.member','QOpsMSP.member')\","
                                + "\"requiredPeerCount\":0,\"maxPeerCount\":1,\"blockToLive\":0,\"memberOnlyRead\":true,"
                                + "\"memberOnlyWrite\":true,\"endorsementPolicy\":{\"signaturePolicy\":"
                                + "\"OutOf(2,'QDataMSP.peer','QOpsMSP.peer')\"}}]");
    }
}
