package io.kontor.dataplane.sample;

import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.Sensitivity;
import java.util.List;
import java.util.stream.Stream;

/** The 24 data items of "outpatient-claim-v1", in order. The names of the constants are for code, {@link #title} is the item's name. */
public enum ClaimItem {
    VISIT("就诊流水号", Type.TEXT, Sensitivity.NONE),
    VISIT_DATE("就诊日期", Type.DATE, Sensitivity.NONE),
    INSTITUTION("医疗机构代码", Type.TEXT, Sensitivity.NONE),
    DEPARTMENT("科室", Type.TEXT, Sensitivity.NONE),
    PHYSICIAN("医师执业码", Type.TEXT, Sensitivity.IDENTIFIER),
    PATIENT("患者姓名", Type.TEXT, Sensitivity.NAME),
    ID_KIND("证件类型", Type.TEXT, Sensitivity.NONE),
    ID_NUMBER("证件号", Type.TEXT, Sensitivity.IDENTIFIER),
    SEX("性别", Type.TEXT, Sensitivity.SEX),
    AGE("年龄", Type.INTEGER, Sensitivity.NONE),
    ICD10("主诊断ICD-10", Type.TEXT, Sensitivity.NONE),
    DIAGNOSIS("诊断名称", Type.TEXT, Sensitivity.NONE),
    REGISTERED_AT("挂号时间", Type.TIMESTAMP, Sensitivity.NONE),
    PRESCRIPTION("处方摘要", Type.TEXT, Sensitivity.NONE),
    DRUG_CODES("药品编码列表", Type.TEXT, Sensitivity.NONE),
    EXAMINATION("检验检查摘要", Type.TEXT, Sensitivity.NONE),
    TOTAL("费用总额", Type.AMOUNT, Sensitivity.NONE),
    POOLED("医保统筹支付", Type.AMOUNT, Sensitivity.NONE),
    PERSONAL_ACCOUNT("个人账户支付", Type.AMOUNT, Sensitivity.NONE),
    SELF_PAY("个人自付", Type.AMOUNT, Sensitivity.NONE),
    OWN_COST("自费金额", Type.AMOUNT, Sensitivity.NONE),
    INVOICE("票据号", Type.TEXT, Sensitivity.NONE),
    INVOICE_CHECK("票据校验码", Type.TEXT, Sensitivity.NONE),
    SETTLED_AT("结算时间", Type.TIMESTAMP, Sensitivity.NONE);

    /** Type of a data item. */
    public enum Type {
        TEXT("text"),
        DATE("date"),
        INTEGER("integer"),
        TIMESTAMP("timestamp"),
        AMOUNT("numeric(12,2)");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /** SQL type. */
        public String sql() {
            return sql;
        }
    }

    private final String title;
    private final Type type;
    private final Sensitivity sensitivity;

    ClaimItem(String title, Type type, Sensitivity sensitivity) {
        this.title = title;
        this.type = type;
        this.sensitivity = sensitivity;
    }

    /** Name of the item in the dictionary, in grants and in results. */
    public String title() {
        return title;
    }

    /** Type of its values. */
    public Type type() {
        return type;
    }

    /** The dictionary of the resource. */
    public static List<DataItem> dictionary() {
        return Stream.of(values())
                .map(item -> new DataItem(item.title, item.type.sql, item.sensitivity))
                .toList();
    }

    /** All names, in order. */
    public static List<String> titles() {
        return Stream.of(values()).map(ClaimItem::title).toList();
    }
}
