"""Sentences of invented states that say the same in equal words, and those that do not, by language."""

import pytest

from diple.mark.events.words import Keys, words_of
from diple.mark.weigh.otherwise import Changed, said_otherwise

EQUAL = {
    "ru": [
        ("Меры, которые принимаются портом.", "Принимаемые портом меры."),
        ("Порт потребовал освободить экипаж.", "Порт потребовал освобождения экипажа."),
        ("Стороны осмотрели порт.", "Они осмотрели порт."),
        ("Брелония направила ноту послу Карвии.", "Брелония препроводила ноту послу Карвии."),
        ("Товарооборот снизился на пять процентов.", "Товарооборот уменьшился на пять процентов."),
        ("Состоялся телефонный разговор двух министров.", "Состоялась беседа по телефону двух министров."),
        ("Суда ведут рыбный промысел у острова.", "Суда ведут лов рыбы у острова."),
        ("Комиссия собирается один раз в год.", "Комиссия собирается ежегодно."),
        ("Министр иностранных дел прибыл в Арвель.", "Глава МИД прибыл в Арвель."),
        ("Министра иностранных дел ждут в Арвеле.", "Главу внешнеполитического ведомства ждут в Арвеле."),
        ("Президент Брелонии посетил завод.", "Глава государства Брелонии побывал на заводе."),
        ("Генеральный секретарь ответил на вопросы.", "Генсек ответил на вопросы."),
        ("Совет Безопасности соберется утром.", "Совбез соберется утром."),
        ("Совету Безопасности передан доклад.", "Совбезу передан доклад."),
        ("Министр выразил соболезнования семьям.", "Министр принес соболезнования семьям."),
        ("Стороны поблагодарили экипаж.", "Стороны выразили признательность экипажу."),
        ("Порт увеличил вывоз зерна.", "Порт увеличил экспорт зерна."),
        ("Ратификационные грамоты сданы на хранение.", "Ратификационные грамоты депонированы."),
        ("План воплощён в порту: его воплотили в жизнь.", "План воплощен в порту: его претворили в жизнь."),
        ("Обстановка у острова спокойная.", "Ситуация у острова спокойная."),
        ("Стоимость работ превысила смету.", "Стоимость работ превзошла смету."),
        ("Мы полагаем, что мост нужен.", "Мы считаем, что мост нужен."),
        ("Беспилотники летали над гаванью.", "Дроны летали над гаванью."),
        ("Мирные жители покинули порт.", "Гражданское население покинуло порт."),
        ("Делегация приняла участие в форуме.", "Делегация участвовала в форуме."),
        ("Строительство моста завершилось весной.", "Строительство моста закончилось весной."),
        ("Паводок повредил дорогу.", "Наводнение повредило дорогу."),
        ("Встреча прошла в Арвеле.", "Встреча состоялась в Арвеле."),
        ("Министерство здравоохранения закупило вакцины.", "Минздрав приобрел вакцины."),
        ("Он ведёт переговоры с портом.", "Он ведет переговоры с портом."),
    ],
    "zh": [
        ("双方参观港口。", "两国元首参观港口。"),
        ("关税削减三成。", "关税减少三成。"),
        ("外交部长会见了船员。", "外长会晤了船员。"),
        ("新港口已经开工。", "新港口已经动工。"),
        ("外长递交了信函。", "外长转交了信函。"),
        ("贸易额超过三亿元。", "贸易额逾三亿元。"),
        ("委员会每年开会一次。", "委员会一年一次开会。"),
        ("桥梁已经竣工。", "桥梁已经完工。"),
        ("大使馆向家属转达慰问。", "使馆向家人传达慰问。"),
        ("双方就渔业交换意见。", "双方就渔业交换看法。"),
        ("双方就渔业达成共识。", "双方就渔业取得共识。"),
        ("联合国教育、科学及文化组织派出专家。", "教科文组织派出专家。"),
        ("安全理事会讨论了报告。", "安理会讨论了报告。"),
        ("世界卫生组织运送药品。", "世卫组织运送药物。"),
        ("委员会批准增加拨款的计划，捕捞期为五月。", "委员会批准增加拨款的方案，捕鱼期为五月。"),
        ("当日下午，代表团启程。", "当天午后，代表团动身。"),
        ("代表团应邀抵达岛屿。", "代表团受邀到达海岛。"),
        ("央行宣布加息。", "中央银行宣布提高利率。"),
        ("通胀增至百分之五。", "通货膨胀升至百分之五。"),
        ("无人机飞越港口。", "无人驾驶飞机飞越港口。"),
        ("难民得到食品。", "难民获得食物。"),
        ("局势依然平静。", "形势仍然平静。"),
        ("国防部长乘火车离开。", "防长乘列车离开。"),
        ("部长祝贺总统生日。", "部长祝贺总统诞辰。"),
        ("公司员工返回港口。", "公司雇员回到港口。"),
        ("首脑会晤在山城举行。", "峰会在山城举行。"),
        ("公约依照第五条届满。", "公约按照第五条期满。"),
        ("两国高校将来合作。", "两国大学今后合作。"),
        ("部长参加了晚宴。", "部长出席了欢迎宴会。"),
    ],
    "fr": [
        ("Les navires transportent du sel.", "Les navires qui transportaient du sel."),
        ("Les ministres ont visité le port.", "Ils ont visité le port."),
        ("La Brellonie a transmis une note au port.", "La Brellonie a envoyé une note au port."),
        ("Les ministres ont évoqué la pêche.", "Les ministres ont abordé la pêche."),
        ("Le ministre s'est entretenu avec les marins.", "Le ministre a rencontré les marins."),
        ("Ils ont eu un entretien téléphonique.", "Ils ont eu une conversation téléphonique."),
        ("Les travaux ont commencé en mai.", "Les travaux ont débuté en mai."),
        ("Le trafic a diminué de cinq pour cent.", "Le trafic a baissé de cinq pour cent."),
        ("Le coût a dépassé le budget.", "Le coût a excédé le budget."),
        ("L'Organisation mondiale de la santé livre des vaccins.", "L'OMS livre des vaccins."),
        ("Le fonds monétaire international a publié un rapport.", "Le FMI a publié un rapport."),
        ("Les hôpitaux sont pleins.", "Les établissements hospitaliers sont pleins."),
        ("La Carvie a restitué le navire.", "La Carvie a rendu le navire."),
        ("La tempête a causé des dégâts.", "La tempête a provoqué des dégâts."),
        ("Des drones survolent le port.", "Des aéronefs sans pilote survolent le port."),
        ("L'accord expire en mai.", "L'accord vient à expiration en mai."),
        ("Les inondations ont fermé la route.", "Les crues ont fermé la route."),
        ("Le comité siège tous les ans.", "Le comité siège une fois par an."),
        ("Les exercices ont fermé le détroit.", "Les manœuvres ont fermé le détroit."),
        ("Le roi a présenté ses condoléances.", "Le roi a exprimé ses condoléances."),
        ("La conférence de presse est annulée.", "Le point de presse est annulé."),
        ("Les députés visitent le port.", "Les parlementaires visitent le port."),
        ("Les salaires ont augmenté.", "Les rémunérations ont progressé."),
        ("Le dérèglement climatique inquiète.", "Le changement climatique inquiète."),
        ("Les marins participeront à la fête.", "Les marins prendront part à la fête."),
        ("La visioconférence a duré une heure.", "La vidéoconférence a duré une heure."),
        ("La lettre contient deux pages.", "La lettre comporte deux pages."),
    ],
    "es": [
        ("La junta investigará el incendio.", "La junta hizo la investigación del incendio."),
        ("Los ministros visitaron el puerto.", "Ellos visitaron el puerto."),
        ("Brelonia envió una nota al puerto.", "Brelonia remitió una nota al puerto."),
        ("Los ministros abordaron la pesca.", "Los ministros trataron la pesca."),
        ("El ministro se reunió con los marinos.", "El ministro se entrevistó con los marinos."),
        ("Mantuvieron una conversación telefónica.", "Mantuvieron una llamada telefónica."),
        ("Las obras comenzaron en mayo.", "Las obras empezaron en mayo."),
        ("El tráfico disminuyó un cinco por ciento.", "El tráfico descendió un cinco por ciento."),
        ("El costo superó el presupuesto.", "El costo rebasó el presupuesto."),
        ("La Organización Mundial de la Salud entrega vacunas.", "La OMS entrega vacunas."),
        ("El Fondo Monetario Internacional publicó un informe.", "El FMI publicó un informe."),
        ("Los hospitales están llenos.", "Los centros hospitalarios están llenos."),
        ("Carvia devolvió el buque.", "Carvia restituyó el buque."),
        ("La tormenta causó daños.", "La tormenta ocasionó daños."),
        ("Drones sobrevuelan el puerto.", "Aeronaves no tripuladas sobrevuelan el puerto."),
        ("El acuerdo vence en mayo.", "El acuerdo expira en mayo."),
        ("El canciller visitó la isla.", "El ministro de Relaciones Exteriores visitó la isla."),
        ("El comité sesiona una vez al año.", "El comité sesiona anualmente."),
        ("El rey transmitió sus condolencias.", "El rey expresó sus condolencias."),
        ("La rueda de prensa fue breve.", "La conferencia de prensa fue breve."),
        ("El portavoz salió del puerto.", "El vocero salió del puerto."),
        ("Los salarios aumentaron.", "Los sueldos crecieron."),
        ("Los préstamos ayudan a la isla.", "Los créditos ayudan a la isla."),
        ("Los ferrocarriles llegan a la costa.", "Las vías férreas llegan al litoral."),
        ("El puerto está situado en Arvel.", "El puerto está ubicado en Arvel."),
        ("Las energías renovables crecen.", "Las fuentes renovables de energía crecen."),
        ("El acuerdo entró en vigor en mayo.", "El acuerdo cobró vigencia en mayo."),
    ],
}

DIFFERENT = {
    "ru": [
        ("Президенты осмотрели порт.", "Министры осмотрели порт."),
        ("Порт потребовал освободить экипаж.", "Порт потребовал осудить экипаж."),
        ("Брелония приветствует проект.", "Брелония отмечает проект."),
        ("Брелония осуждает обстрел.", "Брелония сожалеет об обстреле."),
        ("Карвия призывает к миру.", "Карвия требует мира."),
        ("Карвия подтверждает обязательства.", "Карвия напоминает об обязательствах."),
        ("Суда должны уйти.", "Судам следует уйти."),
        ("Брелония одобрила план.", "Брелония приняла план к сведению."),
        ("Стороны заключили перемирие.", "Стороны объявили прекращение огня."),
        ("Товарооборот вырос.", "Товарооборот сократился."),
        ("Работы начались весной.", "Работы завершились весной."),
        ("Министр обороны прибыл.", "Министр финансов прибыл."),
        ("Карвия поддерживает план.", "Карвия изучает план."),
        ("Совет Безопасности собрался.", "Генеральная Ассамблея собралась."),
    ],
    "zh": [
        ("两国元首参观港口。", "部长们参观港口。"),
        ("贝隆国谴责袭击。", "贝隆国对袭击表示遗憾。"),
        ("贝隆国要求停火。", "贝隆国呼吁停火。"),
        ("卡维亚敦促谈判。", "卡维亚建议谈判。"),
        ("卡维亚支持方案。", "卡维亚欢迎方案。"),
        ("船只必须离开。", "船只可以离开。"),
        ("贝隆国反对方案。", "贝隆国不支持方案。"),
        ("贸易额上升。", "贸易额下降。"),
        ("工程开工。", "工程竣工。"),
        ("外交部长抵达。", "国防部长抵达。"),
        ("双方签署协定。", "双方批准协定。"),
        ("安理会开会。", "联合国大会开会。"),
        ("卡维亚承诺付款。", "卡维亚考虑付款。"),
    ],
    "fr": [
        ("Les ministres ont visité le port.", "Les présidents ont visité le port."),
        ("La Brellonie condamne l'attaque.", "La Brellonie regrette l'attaque."),
        ("La Brellonie exige un retrait.", "La Brellonie demande un retrait."),
        ("La Carvie salue le plan.", "La Carvie note le plan."),
        ("La Carvie soutient le plan.", "La Carvie étudie le plan."),
        ("Les navires doivent partir.", "Les navires peuvent partir."),
        ("Les parties ont signé l'accord.", "Les parties ont ratifié l'accord."),
        ("Le trafic a augmenté.", "Le trafic a diminué."),
        ("Les travaux ont commencé.", "Les travaux ont pris fin, achevés."),
        ("Le ministre de la défense est arrivé.", "Le ministre des finances est arrivé."),
        ("Une trêve est en vue.", "Un armistice est en vue."),
        ("Le FMI a publié un rapport.", "L'OMC a publié un rapport."),
        ("La Carvie menace le port.", "La Carvie avertit le port."),
    ],
    "es": [
        ("Los ministros visitaron el puerto.", "Los presidentes visitaron el puerto."),
        ("Brelonia condena el ataque.", "Brelonia lamenta el ataque."),
        ("Brelonia exige la retirada.", "Brelonia pide la retirada."),
        ("Carvia acoge el plan.", "Carvia rechaza el plan."),
        ("Carvia apoya el plan.", "Carvia estudia el plan."),
        ("Los buques deben salir.", "Los buques pueden salir."),
        ("Las partes firmaron el acuerdo.", "Las partes ratificaron el acuerdo."),
        ("El tráfico aumentó.", "El tráfico disminuyó."),
        ("Las obras comenzaron.", "Las obras terminaron."),
        ("El ministro de Defensa llegó.", "El ministro de Hacienda llegó."),
        ("Hay una tregua en la isla.", "Hay un armisticio en la isla."),
        ("El FMI publicó un informe.", "La OMC publicó un informe."),
        ("Carvia amenaza al puerto.", "Carvia advierte al puerto."),
    ],
}


def left(text, other, language):
    """The content words of a text that another neither has, in any form, nor says otherwise."""
    mine, theirs = (words_of(each, 0, len(each), language) for each in (text, other))
    changed = changes(mine, theirs)
    said = said_otherwise(Changed(changed, mine, language), Changed(changes(theirs, mine), theirs, language))
    beside = Keys(word.key for word in theirs)
    return [word.key for word in changed if word.is_content and word.start not in said and not beside.hold(word.key)]


def changes(words, others):
    """The words of one side that the other does not have in this form."""
    keys = {word.key for word in others}
    return [word for word in words if word.key not in keys]


def cases(table):
    return [(language, old, new) for language, pairs in table.items() for old, new in pairs]


@pytest.mark.parametrize(("language", "old", "new"), cases(EQUAL))
def test_equal_wordings_leave_no_word(language, old, new):
    assert old != new
    assert left(old, new, language) == left(new, old, language) == []


@pytest.mark.parametrize(("language", "old", "new"), cases(DIFFERENT))
def test_other_wordings_leave_a_word(language, old, new):
    assert left(old, new, language) or left(new, old, language)
