//! As much of JSON Schema 2020-12 as the schemas in `docs` use: a check of what is written against what is promised.

use serde_json::Value as Json;

/// The one pattern of the schemas.
const DECIMAL: &str = r"^-?[0-9]+(\.[0-9]+)?$";

/// All that is not as the schema says, with its place.
pub fn wrong(schema: &Json, json: &Json) -> Vec<String> {
    let mut wrong = Vec::new();
    validate(schema, schema, json, "$", &mut wrong);
    wrong
}

fn validate(root: &Json, schema: &Json, json: &Json, at: &str, wrong: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.strip_prefix('#').unwrap()).unwrap();
        return validate(root, target, json, at, wrong);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = |schema: &Json| {
            let mut wrong = Vec::new();
            validate(root, schema, json, at, &mut wrong);
            wrong
        };
        let all: Vec<_> = any.iter().map(fits).collect();
        if all.iter().all(|wrong| !wrong.is_empty()) {
            wrong.extend(all.into_iter().next().unwrap());
        }
        return;
    }
    if let Some(constant) = schema.get("const").filter(|constant| *constant != json) {
        wrong.push(format!("{at}: {json} is not {constant}"));
    }
    if let Some(all) = schema["enum"].as_array().filter(|all| !all.contains(json)) {
        wrong.push(format!("{at}: {json} is none of {all:?}"));
    }
    if let (Some(least), Some(number)) = (schema["minimum"].as_f64(), json.as_f64())
        && number < least
    {
        wrong.push(format!("{at}: {json} is below {least}"));
    }
    match (schema["pattern"].as_str(), json.as_str()) {
        (Some(DECIMAL), Some(text)) if attest::model::Number::parse(text).is_none() => {
            wrong.push(format!("{at}: {json} is no decimal number"));
        }
        (Some(pattern), _) => assert_eq!(pattern, DECIMAL, "the only pattern that is known here"),
        _ => {}
    }
    let is = |kind: &str| match kind {
        "object" => json.is_object(),
        "array" => json.is_array(),
        "string" => json.is_string(),
        "boolean" => json.is_boolean(),
        "integer" => json.is_u64() || json.is_i64(),
        "number" => json.is_number(),
        "null" => json.is_null(),
        other => panic!("{other}"),
    };
    let typed = match &schema["type"] {
        Json::String(kind) => is(kind),
        Json::Array(kinds) => kinds.iter().any(|kind| is(kind.as_str().unwrap())),
        _ => true,
    };
    if !typed {
        wrong.push(format!("{at}: {json} is no {}", schema["type"]));
    }
    if let (Some(fields), Some(object)) = (schema["properties"].as_object(), json.as_object()) {
        for name in schema["required"].as_array().unwrap() {
            if !object.contains_key(name.as_str().unwrap()) {
                wrong.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, value) in object {
            match fields.get(name) {
                Some(schema) => validate(root, schema, value, &format!("{at}.{name}"), wrong),
                None => wrong.push(format!("{at}: {name} is not in the schema")),
            }
        }
    }
    if let (Some(items), Some(array)) = (schema.get("items"), json.as_array()) {
        for (i, value) in array.iter().enumerate() {
            validate(root, items, value, &format!("{at}[{i}]"), wrong);
        }
    }
}
