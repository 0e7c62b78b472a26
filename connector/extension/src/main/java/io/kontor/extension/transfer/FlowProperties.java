package io.kontor.extension.transfer;

import io.kontor.extension.policy.TdsProfile;
import io.kontor.model.grant.Grant;
import java.util.Base64;
import java.util.Map;

/**
 * What the data plane gets with a flow (POL-11). Names are absolute IRIs: JSON-LD would drop a bare one without a word.
 */
final class FlowProperties {
    static final String GRANT = TdsProfile.NAMESPACE + "grantId";
    static final String VERSION = TdsProfile.NAMESPACE + "grantVersion";
    static final String TERMS_HASH = TdsProfile.NAMESPACE + "termsHash";
    static final String EVIDENCE_KEY = TdsProfile.NAMESPACE + "evidenceKey";

    private FlowProperties() {}

    static Map<String, String> of(Grant grant, byte[] evidenceKey) {
        return Map.of(
                GRANT, grant.grantId(),
                VERSION, Integer.toString(grant.version()),
                TERMS_HASH, grant.termsHash().hex(),
                EVIDENCE_KEY, Base64.getEncoder().encodeToString(evidenceKey));
    }
}
