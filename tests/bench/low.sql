-- The schools with low results by the threshold rule, by DuckDB, from files that are UTF-8 already. FOLDER is
-- replaced by the inbox, INTO by the file to write.
SET preserve_insertion_order = false;
CREATE TABLE schools AS
	SELECT "Код ОО" AS id, "Логин ФИС ОКО" AS login
	FROM read_csv('FOLDER/schools.csv', delim = ';', quote = '"', header = true, all_varchar = true);
CREATE TABLE observed AS
	SELECT year, id, measure, count(*) AS n, sum(CASE WHEN low THEN 1 ELSE 0 END) AS hits
	FROM (
		SELECT regexp_extract(filename, '(\d{4})\.csv$', 1)::INT AS year, "Код ОО" AS id,
			CASE WHEN "Форма" = 'ОГЭ' AND "Предмет" IN ('Русский язык', 'Математика') THEN 'oge' || "Предмет"
				WHEN "Форма" = 'ЕГЭ' AND "Предмет" = 'Русский язык' THEN 'ege-rus'
				WHEN "Форма" = 'ЕГЭ' AND "Предмет" LIKE 'Математика%' THEN 'ege-mat' END AS measure,
			CASE WHEN "Форма" = 'ОГЭ' OR "Предмет" = 'Математика (базовый уровень)' THEN "Отметка"::INT < 3
				WHEN "Предмет" = 'Русский язык' THEN "Тестовый балл"::INT < 24
				ELSE "Тестовый балл"::INT < 27 END AS low
		FROM read_csv(['FOLDER/gia9-*.csv', 'FOLDER/gia11-*.csv'], delim = ';', quote = '"', header = true,
			all_varchar = true, filename = true)
		WHERE "Категория участника" = 'Выпускник текущего года' AND "Этап" = 'основной' AND
			"Статус" = 'Действующий результат' AND "Код ОО" IN (SELECT id FROM schools))
	WHERE measure IS NOT NULL
	GROUP BY ALL;
INSERT INTO observed
	SELECT "Год"::INT, schools.id, 'vpr' || "Класс" || "Предмет", "Кол-во участников"::INT,
		round(replace("2", ',', '.')::DOUBLE * "Кол-во участников"::INT / 100)::INT
	FROM read_csv('FOLDER/vpr-*.csv', delim = ';', quote = '"', header = true, all_varchar = true) AS vpr
	JOIN schools ON schools.login = vpr."Логин";
COPY (
	WITH counted AS (SELECT year, id, count(*) AS low FROM observed WHERE 10 * hits >= 3 * n GROUP BY ALL)
	SELECT now.year, now.id
	FROM counted AS now LEFT JOIN counted AS before ON before.id = now.id AND before.year = now.year - 1
	WHERE now.low >= 2 OR before.low >= 1
) TO 'INTO' (DELIMITER '\t', HEADER false);
