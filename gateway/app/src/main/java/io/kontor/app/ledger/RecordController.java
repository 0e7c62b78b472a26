package io.kontor.app.ledger;

import io.kontor.app.account.Account;
import io.kontor.app.page.ListRequest;
import io.kontor.app.page.ProblemException;
import io.kontor.app.page.Slice;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.ObjectMapper;

/** Lists and single records of the index (REST-5). */
@RestController
class RecordController {

    private final Records records;
    private final ReadScopes scopes;
    private final ObjectMapper json;

    RecordController(Records records, ReadScopes scopes, ObjectMapper json) {
        this.records = records;
        this.scopes = scopes;
        this.json = json;
    }

    @GetMapping("/api/v1/{collection:[a-z-]+}")
    Slice<RecordView> list(
            @PathVariable String collection,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal Account account) {
        return records.page(scopes.of(account), collection(collection), ListRequest.of(parameters))
                .map(found -> RecordView.of(found, json));
    }

    @GetMapping("/api/v1/{collection:[a-z-]+}/{id}")
    RecordView one(@PathVariable String collection, @PathVariable String id, @AuthenticationPrincipal Account account) {
        return find(collection(collection), id, account);
    }

    @GetMapping("/api/v1/{collection:settlements|tariffs}/{id}/{number:\\d+}")
    RecordView numbered(
            @PathVariable String collection,
            @PathVariable String id,
            @PathVariable String number,
            @AuthenticationPrincipal Account account) {
        return find(collection(collection), id + "/" + number, account);
    }

    @GetMapping("/api/v1/allowances/{grantId}/{action:VIEW|PROCESS|DOWNLOAD}")
    RecordView allowance(
            @PathVariable String grantId, @PathVariable String action, @AuthenticationPrincipal Account account) {
        return find(RecordCollection.ALLOWANCES, grantId + "/" + action, account);
    }

    private RecordView find(RecordCollection collection, String id, Account account) {
        return records.find(scopes.of(account), collection.type() + "/" + id)
                .map(found -> RecordView.of(found, json))
                .orElseThrow(() -> ProblemException.notFound(collection.type(), id));
    }

    private static RecordCollection collection(String path) {
        return RecordCollection.at(path).orElseThrow(() -> ProblemException.notFound("collection", path));
    }
}
