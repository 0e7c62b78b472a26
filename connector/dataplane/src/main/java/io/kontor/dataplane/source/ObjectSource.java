package io.kontor.dataplane.source;

import java.util.Optional;

/** Whole objects that may be downloaded. */
public non-sealed interface ObjectSource extends ResourceSource {

    /**
     * Finds the present version of an object.
     *
     * @return empty when there is none
     * @throws SourceFailure when it cannot be read
     */
    Optional<SourceObject> find(String objectId) throws SourceFailure;
}
