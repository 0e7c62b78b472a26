package io.kontor.dataplane.source;

import io.kontor.model.id.Ids;
import java.util.Map;
import java.util.Optional;

/**
 * A permitted request for an algorithm.
 *
 * @param algorithm identifier of the registered algorithm
 * @param subject the data subject that it is about; the consent names the same
 * @param parameters further named parameters
 * @param selection what may leave
 */
public record ProcessRequest(
        String algorithm, Optional<String> subject, Map<String, String> parameters, FieldSelection selection) {

    public ProcessRequest {
        Ids.require("algorithm", algorithm);
        parameters = Map.copyOf(parameters);
    }
}
