package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** CNF-2: a collection of each city and of each two, endorsed by a majority of its members. */
class TermsCollectionsTest {

    @Test
    void each_city_and_each_two_have_a_collection_of_their_organisations() {
        assertThat(TermsCollections.json(Organisation.TWO_CITIES).lines())
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
