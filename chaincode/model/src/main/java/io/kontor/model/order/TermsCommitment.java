package io.kontor.model.order;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the channel knows of negotiated terms (CNF-1): whose collection holds them, and the digest of their salted form.
 *
 * @param cities cities concerned, ascending; letters and digits only
 * @param digest digest of the {@code NegotiatedTerms}
 */
public record TermsCommitment(List<String> cities, Digest32 digest) {

    private static final int CITIES_MAX = 3;
    private static final Pattern CITY = Pattern.compile("[A-Za-z0-9]{1,32}");

    public TermsCommitment {
        cities = Checks.ascending("cities", Checks.list("cities", cities, 1, CITIES_MAX));
        for (String city : cities) {
            if (!CITY.matcher(city).matches()) {
                throw new MalformedException(
                        "Cannot accept city '" + city + "' of a collection: must be 1 to 32 letters and digits");
            }
        }
    }

    /** Name of the private data collection (CNF-2). */
    public String collection() {
        return "terms-" + String.join("-", cities);
    }
}
